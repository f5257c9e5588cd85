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
  rows:extend(tbl.foot.rows) -- where the last rows of a table are kept together
  return rows
end

-- Widths of letters in parts of their height, those of the fonts papers are set in; a number is as wide as an `n`.
local NARROW, WIDE, CAPITAL, OTHER = 0.3, 0.87, 0.7, 0.56
local BAR = FORMAT:match('typst') and 0.37 or OTHER -- of a sparkline, which is drawn in a PDF
local HEADER = 1.08 -- bold letters are wider
local NOT_ARIAL = 1.12 -- most other fonts are wider, too

-- A page: what one line holds, and the space between two columns, both in heights of a letter of its tables.
local function page(points, size, space, font)
  return { line = points / size, padding = space / size, font = font }
end

local function of_template(path)
  -- The width between the margins, the size of letters in tables and the font, as a Word template says them.
  local file = path and io.open(path, 'rb')
  local found, body, styles = pcall(function()
    local parts = {}
    for _, entry in ipairs(pandoc.zip.Archive(file:read('a')).entries) do
      if entry.path == 'word/document.xml' or entry.path == 'word/styles.xml' then
        parts[entry.path] = entry:contents()
      end
    end
    return parts['word/document.xml'], parts['word/styles.xml']
  end)
  if file then
    file:close()
  end
  local width = found and body:match('<w:pgSz[^>]-w:w="(%d+)"')
  local margins = found and body:match('<w:pgMar.->')
  if not width or not margins then
    return page(470, 9, 10)
  end
  local line = width - margins:match('w:left="(%d+)"') - margins:match('w:right="(%d+)"')
  local style = styles:match('w:styleId="Table".-</w:style>') or ''
  local size = style:match('<w:sz w:val="(%d+)"') or styles:match('<w:sz w:val="(%d+)"') or 20
  local side = style:match('<w:left w:w="(%d+)"') or 108
  local normal = styles:match('w:styleId="Normal".-</w:style>') or ''
  local font = normal:match('w:ascii="([^"]+)"') or styles:match('w:ascii="([^"]+)"')
  return page(line / 20, size / 2, 2 * side / 20 + 1.5, font == 'Arial' and 1 or NOT_ARIAL)
end

local PAPER = { a4 = { 595.3, 841.9 }, a3 = { 841.9, 1190.6 } } -- points across and down, upright
local POINTS = { pt = 1, cm = 72 / 2.54, mm = 72 / 25.4, ['in'] = 72 }

local function in_points(length)
  local number, unit = pandoc.utils.stringify(length or ''):match('^([%d.]+)(%a+)$')
  return number and POINTS[unit] and number * POINTS[unit]
end

local function of_typst(included, meta)
  -- The width between the margins of a PDF, upright or on its side, as the front matter says them.
  local across = 1
  for _, text in ipairs(included or {}) do
    if tostring(text):match('flipped: true') then
      across = 2
    end
  end
  local paper = PAPER[pandoc.utils.stringify(meta.papersize or 'a4'):lower()] or PAPER.a4
  local margin = meta.margin
  local line = paper[across] - 2 * (in_points(type(margin) == 'table' and margin.x) or 62.4)
  return across == 2 and page(line, 7.5, 5, 1.07) or page(line, 9, 10, 1.07)
end

local function this_page(meta)
  local options = PANDOC_WRITER_OPTIONS
  if FORMAT:match('pptx') then
    return page(480, 12, 13)
  elseif FORMAT:match('docx') then
    return of_template(options.reference_doc)
  end
  return of_typst(options.variables['header-includes'], meta)
end

local LINE, PADDING, FONT -- of the paper that is read

local function measure_page(meta)
  local found = this_page(meta)
  LINE, PADDING, FONT = found.line, found.padding, found.font or 1
end

local function width_of(text)
  local width = 0
  for _, code in utf8.codes(text, true) do
    local letter = utf8.char(code)
    if letter:match("^[iljtfrI%.,;:'!|%(%)%[%]%-]$") then
      width = width + NARROW
    elseif letter:match('^[mwMW%%@]$') then
      width = width + WIDE
    elseif letter:match('^%u$') then
      width = width + CAPITAL
    elseif code >= 0x2581 and code <= 0x2588 or code == 0x2800 then
      width = width + BAR
    else
      width = width + OTHER
    end
  end
  return width * FONT
end

local function longest_word(text)
  local longest = OTHER
  for word in text:gmatch('%S+') do
    longest = math.max(longest, width_of(word))
  end
  return longest
end

local function measure(tbl, rows)
  -- For each column: the longest word, what its cells want (a header may take two lines), and all of it.
  local least, most, whole = {}, {}, {}
  for column = 1, #tbl.colspecs do
    least[column], most[column], whole[column] = OTHER, OTHER, OTHER
  end
  local function take(lines, weight)
    return function(cell, column)
      if cell.col_span == 1 then
        local text = text_of(cell)
        least[column] = math.max(least[column], longest_word(text) * weight)
        most[column] = math.max(most[column], least[column], width_of(text) * weight / lines)
        whole[column] = math.max(whole[column], width_of(text) * weight)
      end
    end
  end
  each_cell(tbl.head.rows, take(2, HEADER))
  each_cell(rows, take(1, 1))
  return least, most, whole
end

local function total(numbers)
  local sum = 0
  for _, number in ipairs(numbers) do
    sum = sum + number + PADDING
  end
  return sum
end

local function is_given(tbl)
  for _, spec in ipairs(tbl.colspecs) do
    if spec[2] ~= nil and spec[2] ~= 'ColWidthDefault' then
      return true
    end
  end
  return false
end

local function keep_words_whole(tbl)
  -- Columns keep the widths they were given, but for those too narrow for a word: the others make room for them.
  local least = measure(tbl, rows_of(tbl))
  local line = math.max(LINE, total(least))
  local given, all = {}, 0
  for column, spec in ipairs(tbl.colspecs) do
    given[column] = type(spec[2]) == 'number' and spec[2] or 1 / #tbl.colspecs
    all = all + given[column]
  end
  local room, spare, lacking = {}, 0, 0
  for column in ipairs(tbl.colspecs) do
    room[column] = given[column] / math.max(all, 1) - (least[column] + PADDING) / line
    spare = spare + math.max(room[column], 0)
    lacking = lacking + math.max(-room[column], 0)
  end
  if lacking == 0 then
    return nil
  end
  local kept = math.max(spare - lacking, 0) / math.max(spare, lacking)
  for column, spec in ipairs(tbl.colspecs) do
    tbl.colspecs[column] = { spec[1], (least[column] + PADDING) / line + math.max(room[column], 0) * kept }
  end
  return tbl
end

local function balance_widths(tbl)
  -- Browsers give a column its longest word and share the rest by what each still wants; Typst and Word share alike.
  if is_given(tbl) then
    return keep_words_whole(tbl)
  end
  local least, most, whole = measure(tbl, rows_of(tbl))
  local words, wanted = total(least), total(most)
  local line = math.max(LINE, words)
  local fits = total(whole) <= line
  if wanted == words or (fits and not FORMAT:match('docx')) then
    return nil -- Typst makes columns that fit as wide as what they hold; not every word processor does
  end
  for column, spec in ipairs(tbl.colspecs) do
    local share = least[column] + PADDING + (most[column] - least[column]) * (line - words) / (wanted - words)
    tbl.colspecs[column] = { spec[1], (fits and whole[column] + PADDING or share) / line }
  end
  return tbl
end

if FORMAT:match('html') then
  return {}
end
return {
  {
    Pandoc = function(document)
      measure_page(document.meta)
      return document:walk { Table = balance_widths }
    end,
  },
}
