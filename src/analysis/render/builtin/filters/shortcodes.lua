-- The Python side marks each shortcode of a paper; what only looks like one, for a text shows braces, is text.
-- Put the values of {{< var >}} and {{< meta >}} where they stand in running text.
-- The Python side has already checked that every name is known and says where one is not.

local path = os.getenv('WORKBENCH_VALUES')
local values = nil
local OPENS, CLOSES = '{{\u{e000}', '\u{e001}}}'

local function known()
  if values == nil then
    local file = assert(io.open(path, 'r'))
    values = pandoc.json.decode(file:read('a'), false)
    file:close()
  end
  return values
end

local function split(text)
  -- One Str may hold the end of one shortcode and the start of the next: ">}}){{<".
  local parts = pandoc.Inlines {}
  local position = 1
  while position <= #text do
    local from, to = text:find(OPENS, position, true)
    local close_from, close_to = text:find(CLOSES, position, true)
    if close_from and (not from or close_from < from) then
      from, to = close_from, close_to
    end
    if not from then
      parts:insert(pandoc.Str(text:sub(position)))
      break
    end
    if from > position then
      parts:insert(pandoc.Str(text:sub(position, from - 1)))
    end
    parts:insert(pandoc.Str(text:sub(from, to)))
    position = to + 1
  end
  return parts
end

local function is(inline, text)
  return inline ~= nil and inline.t == 'Str' and inline.text == text
end

local function value_of(kind, name)
  local value = known()[kind][name] or error("no value for " .. kind .. " " .. name)
  local blocks = pandoc.read(value, 'markdown').blocks
  if #blocks == 1 and (blocks[1].t == 'Para' or blocks[1].t == 'Plain') then
    return blocks[1].content
  end
  local words = pandoc.Inlines {} -- a value that looks like a list or a heading stays text, on one line
  for word in value:gmatch('%S+') do
    words:extend(#words > 0 and { pandoc.Space(), pandoc.Str(word) } or { pandoc.Str(word) })
  end
  return words
end

local function substitute(inlines)
  local flat = pandoc.Inlines {}
  local seen = false
  for _, inline in ipairs(inlines) do
    if inline.t == 'Str' and (inline.text:find(OPENS, 1, true) or inline.text:find(CLOSES, 1, true)) then
      flat:extend(split(inline.text))
      seen = true
    else
      flat:insert(inline)
    end
  end
  if not seen then
    return nil
  end
  local result = pandoc.Inlines {}
  local i = 1
  while i <= #flat do
    if is(flat[i], OPENS) and is(flat[i + 6], CLOSES) then
      local kind, name = flat[i + 2], flat[i + 4]
      result:extend(value_of(pandoc.utils.stringify(kind), pandoc.utils.stringify(name)))
      i = i + 7
    else
      result:insert(flat[i])
      i = i + 1
    end
  end
  return result
end

return { { Inlines = substitute } }
