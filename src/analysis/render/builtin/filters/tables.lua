-- Tables: those of notebooks arrive as HTML and become real tables in every format; all of them get
-- headers with scope, numbers on the right, notes below instead of in a footer that repeats on each page.

local NUMBER = '^[%+%-]?[%d,%.]+[%%%*p]?$'
local KEPT = { ['background-color'] = 'fill', ['background'] = 'fill', ['color'] = 'text:fill', ['font-weight'] = 'text:weight' }

local function read_tables(raw)
  if raw.format ~= 'html' or not raw.text:find('<table') then
    return nil
  end
  local tables = pandoc.Blocks {}
  pandoc.read(raw.text, 'html'):walk {
    Table = function(found)
      found.classes = { 'from-html' }
      found.identifier = ''
      tables:insert(found)
    end,
  }
  return tables
end

local function text_of(cell)
  return (pandoc.utils.stringify(cell.contents):gsub(' ', ' '):gsub('^%s+', ''):gsub('%s+$', ''))
end

local function plain_number(text)
  -- Signs that Lua, which counts bytes, cannot have in a set of letters.
  return (text:gsub('−', '-'):gsub('£', ''):gsub('%s', ''))
end

local function rows_of(tbl)
  local rows = pandoc.List {}
  for _, body in ipairs(tbl.bodies) do
    rows:extend(body.body)
  end
  return rows
end

local function colour(value)
  -- Typst knows #rrggbb and rgb(r, g, b); a named CSS colour is left to the words in the cell.
  value = value:gsub('%s+$', '')
  if value:match('^#%x+$') then
    return 'rgb("' .. value .. '")'
  end
  local r, g, b = value:match('^rgb%(%s*(%d+)%s*,%s*(%d+)%s*,%s*(%d+)%s*%)$')
  return r and ('rgb(%s, %s, %s)'):format(r, g, b) or nil
end

local function keep_style(cell)
  -- Ids and `headers` of the notebook's own HTML would clash between tables of one page.
  local style = cell.attributes.style
  local kept = {}
  local css = {}
  for property, value in (style or ''):gmatch('([%w%-]+)%s*:%s*([^;]+)') do
    local name = KEPT[property]
    local typst = name and (property == 'font-weight' and value:match('^bold') and '"bold"' or colour(value))
    if typst then
      kept['typst:' .. name] = typst
    end
    if name then
      css[#css + 1] = property .. ': ' .. value
    end
  end
  if FORMAT:match('html') and #css > 0 then
    kept = { style = table.concat(css, '; ') }
  end
  cell.attr = pandoc.Attr('', {}, (FORMAT:match('docx') or FORMAT:match('pptx')) and {} or kept)
end

local function each_cell(rows, visit)
  for _, row in ipairs(rows) do
    row.attr = pandoc.Attr()
    local column = 1
    for _, cell in ipairs(row.cells) do
      visit(cell, column)
      column = column + cell.col_span
    end
  end
end

local function align_by_class(rows)
  each_cell(rows, function(cell)
    for _, side in ipairs { 'left', 'right', 'center' } do
      if cell.classes:includes('gt_' .. side) and cell.alignment == 'AlignDefault' then
        cell.alignment = 'Align' .. side:sub(1, 1):upper() .. side:sub(2)
      end
    end
  end)
end

local function right_align_numbers(tbl, rows)
  local numeric, seen = {}, {}
  each_cell(rows, function(cell, column)
    local text = text_of(cell)
    if text ~= '' and text ~= '–' and text ~= '-' then
      numeric[column] = numeric[column] ~= false and plain_number(text):match(NUMBER) ~= nil
      seen[column] = true
    end
  end)
  local heads = tbl.bodies[1] and tbl.bodies[1].row_head_columns or 0
  for column, spec in ipairs(tbl.colspecs) do
    if column > heads and seen[column] and numeric[column] and spec[1] == 'AlignDefault' then
      tbl.colspecs[column] = { 'AlignRight', spec[2] }
    end
  end
end

local function is_group_heading(tbl, row)
  return #row.cells == 1 and row.cells[1].col_span == #tbl.colspecs and #tbl.colspecs > 1
end

local function head_of_group(row)
  local cell = row.cells[1]
  cell.contents = cell.contents:walk {
    Plain = function(plain)
      return pandoc.Plain { pandoc.Strong(plain.content) }
    end,
  }
  cell.attributes['typst:fill'] = FORMAT:match('typst') and 'rgb("#f3f5f7")' or nil
  return row
end

local function count_stubs(tbl, rows)
  -- Pandoc forgets which cells were <th> where a group heading stands between the rows; the notebook's classes know.
  local stubs = #tbl.colspecs
  for _, row in ipairs(rows) do
    if not is_group_heading(tbl, row) then
      local here = 0
      while row.cells[here + 1] and row.cells[here + 1].classes:find_if(function(class)
        return class == 'gt_stub' or class == 'row_heading'
      end) do
        here = here + 1
      end
      stubs = math.min(stubs, here)
    end
  end
  return stubs
end

local NAME = 12 -- letters of the longest cell of a column that names rows; a column of references has fewer
local FIRST_TWO = 2

local function columns_that_name(rows)
  -- A row is named by its first column, or by its first two where the first holds only references ("T8").
  local longest = { 0, 0 }
  each_cell(rows, function(cell, column)
    if column <= FIRST_TWO and cell.col_span == 1 and not text_of(cell):match('^[%d%p%s]*$') then
      longest[column] = math.max(longest[column], utf8.len(text_of(cell)) or 0)
    end
  end)
  return longest[1] < NAME and longest[2] >= NAME and FIRST_TWO or 1
end

local function name_rows(tbl)
  -- Without it a screen reader says a value and not whose: every table with a row of headers names its rows.
  for _, body in ipairs(tbl.bodies) do
    if body.row_head_columns == 0 and #tbl.head.rows > 0 and #tbl.colspecs > 1 then
      body.row_head_columns = math.min(columns_that_name(body.body), #tbl.colspecs - 1)
    end
    each_cell(body.body, function(cell, column)
      local bare = column <= body.row_head_columns and text_of(cell) == ''
      if bare and FORMAT:match('html') then -- a header without words would be a fault
        cell.contents = { pandoc.Plain { pandoc.Span('none', pandoc.Attr('', { 'screen-reader-only' })) } }
      end
    end)
  end
end

local function split_groups(tbl, stubs)
  -- Each group of rows becomes a body of its own under its heading, which then heads just those rows.
  local bodies = pandoc.List {}
  for _, body in ipairs(tbl.bodies) do
    local open = { attr = body.attr, head = {}, body = {}, row_head_columns = math.max(stubs, body.row_head_columns) }
    for _, rows in ipairs { body.head, body.body } do
      for _, row in ipairs(rows) do
        if is_group_heading(tbl, row) then
          if #open.body > 0 or #open.head > 0 then
            bodies:insert(open)
          end
          open = { attr = pandoc.Attr(), head = { head_of_group(row) }, body = {}, row_head_columns = open.row_head_columns }
        else
          table.insert(open.body, row)
        end
      end
    end
    bodies:insert(open)
  end
  tbl.bodies = bodies
end

local function lift_notes(tbl)
  local notes = pandoc.Blocks {}
  for _, row in ipairs(tbl.foot.rows) do
    for _, cell in ipairs(row.cells) do
      if text_of(cell) ~= '' then
        notes:extend(cell.contents)
      end
    end
  end
  tbl.foot = pandoc.TableFoot {}
  if #notes == 0 then
    return notes
  end
  local custom = FORMAT:match('docx') and { ['custom-style'] = 'Table Note' } or {}
  local inside = notes:map(function(block)
    return block.t == 'Plain' and pandoc.Para(block.content) or block
  end)
  if FORMAT:match('typst') then
    inside:insert(1, pandoc.RawBlock('typst', '#tablenote['))
    inside:insert(pandoc.RawBlock('typst', ']'))
    return pandoc.Blocks(inside)
  end
  return pandoc.Blocks { pandoc.Div(inside, pandoc.Attr('', { 'table-note' }, custom)) }
end

local KEPT_TOGETHER = 4 -- rows at the end of a table that no page break parts
local SHORT = 6 -- rows of a table that is not broken at all

local function keep_end_together(tbl)
  -- Typst keeps the rows of a footer together, and breaks a table before any other: the last rows become one, so that
  -- none of them stands on a page of its own. `pdf_rows.py` makes them rows like the others again.
  local bodies = tbl.bodies
  local last = bodies[#bodies].body
  if #rows_of(tbl) <= SHORT then
    return
  end
  local kept = pandoc.List {}
  for _ = 1, math.min(KEPT_TOGETHER, #last - 1) do
    kept:insert(1, table.remove(last))
  end
  tbl.bodies = bodies
  tbl.foot = pandoc.TableFoot(kept)
end

local function set_widths(tbl)
  local given = tbl.attributes['tbl-colwidths']
  if not given then
    return
  end
  tbl.attributes['tbl-colwidths'] = nil
  local widths, total = {}, 0
  for number in given:gmatch('[%d%.]+') do
    widths[#widths + 1] = tonumber(number)
    total = total + tonumber(number)
  end
  if #widths == #tbl.colspecs then
    for column, spec in ipairs(tbl.colspecs) do
      tbl.colspecs[column] = { spec[1], widths[column] / math.max(total, 100) }
    end
  end
end

local groups = 0 -- of rows, so far in the paper

local function set_scopes(tbl)
  each_cell(tbl.head.rows, function(cell)
    cell.attributes.scope = cell.col_span > 1 and 'colgroup' or 'col'
  end)
  for _, body in ipairs(tbl.bodies) do
    local group = nil
    each_cell(body.head, function(cell)
      groups = groups + 1
      group = 'group-of-rows-' .. groups
      cell.attr = pandoc.Attr(group, {}, cell.attributes)
      cell.attributes.scope = 'rowgroup'
    end)
    each_cell(body.body, function(cell, column)
      if column <= body.row_head_columns then
        cell.attributes.scope = 'row'
        cell.attributes.headers = group -- the name of a row is read with that of its group
      end
    end)
  end
end

local function dress(tbl)
  local from_html = tbl.classes:includes('from-html')
  local rows = rows_of(tbl)
  if from_html then
    local stubs = count_stubs(tbl, rows)
    align_by_class(tbl.head.rows)
    align_by_class(rows)
    right_align_numbers(tbl, rows)
    for _, group in ipairs { tbl.head.rows, rows } do
      each_cell(group, keep_style)
    end
    for _, body in ipairs(tbl.bodies) do
      each_cell(body.head, keep_style)
    end
    split_groups(tbl, stubs)
  end
  if FORMAT:match('html') or FORMAT:match('typst') then
    name_rows(tbl)
  end
  set_widths(tbl)
  tbl.classes = {}
  if FORMAT:match('html') then
    set_scopes(tbl)
  elseif FORMAT:match('typst') then
    tbl.classes = { 'typst:no-figure' }
  end
  local notes = lift_notes(tbl)
  if FORMAT:match('typst') then -- `pdf_rows.py` reads it: Typst has no headers of rows yet
    local count = tbl.bodies[1] and tbl.bodies[1].row_head_columns or 0
    keep_end_together(tbl)
    return pandoc.Blocks { pandoc.RawBlock('typst', '// rows named by: ' .. count), tbl } .. notes
  end
  if #notes == 0 then
    return tbl
  end
  return pandoc.Blocks { tbl } .. notes
end

return { { RawBlock = read_tables }, { Table = dress } }
