-- Widths of columns for PDF, Word and slides: browsers share them out by themselves, Typst and Word give all the same.
-- The build folder holds a copy, so that `quarto render` there makes the same Word tables.

local function text_of(cell)
  return (pandoc.utils.stringify(cell.contents):gsub(' ', ' '):gsub('^%s+', ''):gsub('%s+$', ''))
end

local function each_cell(rows, visit)
  for _, row in ipairs(rows) do
    local column = 1
    for _, cell in ipairs(row.cells) do
      visit(cell, column)
      column = column + cell.col_span
    end
  end
end

local function rows_of(tbl)
  local rows = pandoc.List {}
  for _, body in ipairs(tbl.bodies) do
    rows:extend(body.body)
  end
  return rows
end

local LINE = 100 -- letters that a line of a table holds on A4 upright
local PADDING = 3 -- letters that the space between columns takes

local function letters(text)
  return utf8.len(text) or #text
end

local function longest_word(text)
  local longest = 1
  for word in text:gmatch('%S+') do
    longest = math.max(longest, letters(word))
  end
  return longest
end

local function measure(tbl, rows)
  -- For each column, in letters: the longest word, what its cells want (a header may take two lines), and all of it.
  local least, most, whole = {}, {}, {}
  local function take(lines)
    return function(cell, column)
      if cell.col_span == 1 then
        local text = text_of(cell)
        least[column] = math.max(least[column] or 1, longest_word(text))
        most[column] = math.max(most[column] or 1, least[column], math.ceil(letters(text) / lines))
        whole[column] = math.max(whole[column] or 1, letters(text))
      end
    end
  end
  each_cell(tbl.head.rows, take(2))
  each_cell(rows, take(1))
  return least, most, whole
end

local function balance_widths(tbl)
  -- Browsers give a column its longest word and share the rest by what each still wants; Typst and Word share alike.
  local least, most, whole = measure(tbl, rows_of(tbl))
  local words, wanted, all = 0, 0, 0
  for column, spec in ipairs(tbl.colspecs) do
    if spec[2] ~= nil and spec[2] ~= 'ColWidthDefault' then
      return nil
    end
    words = words + (least[column] or 1) + PADDING
    wanted = wanted + (most[column] or 1) + PADDING
    all = all + (whole[column] or 1) + PADDING
  end
  if all <= LINE or wanted == words then
    return nil
  end
  local total = math.max(LINE, words)
  for column, spec in ipairs(tbl.colspecs) do
    local first, last = least[column] or 1, most[column] or 1
    local share = first + PADDING + (last - first) * (total - words) / (wanted - words)
    tbl.colspecs[column] = { spec[1], share / total }
  end
  return tbl
end

if FORMAT:match('html') then
  return {}
end
return { { Table = balance_widths } }
