"""The files of a store: one Parquet file a frame, each there whole or not at all."""

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
from pyarrow import parquet

from analysis.catalogue.observation import FRAMES, empty, shape


def write_frames(frames: Mapping[str, pd.DataFrame], folder: Path) -> dict[str, str]:
    """Write every frame into `folder`, all of them beside first and then each into its place; return their hashes.

    Only for a moment are some of them new and some old.
    """
    folder.mkdir(parents=True, exist_ok=True)
    beside = {folder / f"{kind}.parquet": folder / f".{kind}.{os.getpid()}.parquet" for kind in frames}
    try:
        for frame, written in zip(frames.values(), beside.values(), strict=True):
            frame.to_parquet(written, index=False)
        hashes = {path.name: hash_of(written) for path, written in beside.items()}
        for path, written in beside.items():
            written.replace(path)
    finally:
        for written in beside.values():
            written.unlink(missing_ok=True)
    return hashes


def read_frames(folder: Path) -> dict[str, pd.DataFrame]:
    """Return the frames of a store, each in its shape; empty where its file is not there."""
    return {
        kind: shape(kind, read_frame(path)) if (path := path_of(folder, kind)).is_file() else empty(kind)
        for kind in FRAMES
    }


def read_frame(path: Path) -> pd.DataFrame:
    """Read a frame with each column in one piece: rows are taken out of it six times as fast as from several."""
    with parquet.ParquetFile(path) as file:  # one file: `read_table` loads what reads folders of them
        return file.read().combine_chunks().to_pandas()


def path_of(folder: Path, kind: str) -> Path:
    """Return where a frame of a store is kept."""
    return folder / f"{kind}.parquet"


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file as hexadecimal, nothing where it is not there."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
