"""What Windows has not, of the calls and modules of Python."""

ABSENT = {
    "fork", "forkpty", "setsid", "killpg", "getpgid", "setpgid", "getuid", "geteuid", "getgid", "chown", "mkfifo",
    "WNOHANG", "SIGKILL", "SIGCHLD", "SIGHUP", "SIGUSR1", "AF_UNIX", "setrlimit", "prctl", "wait3", "nice",
    "symlink", "symlink_to", "hardlink_to", "pthread_sigmask",
}  # fmt: skip
MODULES = {"fcntl", "pwd", "grp", "resource", "termios", "pty", "posix", "curses", "readline", "syslog"}
