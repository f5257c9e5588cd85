-- What shows in which format, columns, definitions, and the names of callouts.

local FORMATS = {
  html = { html = true, ['html:js'] = true },
  typst = { typst = true }, -- to Quarto, `pdf` means LaTeX
  docx = { docx = true },
  pptx = { pptx = true },
}
local here = FORMATS[FORMAT:match('^%a+')] or {}
local yes = {} -- settings that are true, by dotted name

local function read_settings(meta)
  for name, value in pairs(meta.when or {}) do
    yes[name] = value == true
  end
  meta.when = nil
  return meta
end

local function asks(element, condition, known)
  -- Whether a condition holds, nil where it is not asked: of a block asked several times, one is enough; of a part of a
  -- line Quarto takes the first.
  local found = nil
  for _, attribute in ipairs(element.attributes) do
    if attribute[1] == condition and (found == nil or element.t == 'Div') then
      found = found or known[attribute[2]] or false
    end
  end
  return found
end

local function shown(element)
  local visible = element.classes:includes('content-visible')
  local hidden = element.classes:includes('content-hidden')
  if not (visible or hidden) then
    return nil
  end
  local matches = true
  for name, known in pairs { format = here, meta = yes } do
    matches = matches
      and asks(element, 'when-' .. name, known) ~= false
      and not asks(element, 'unless-' .. name, known)
  end
  return matches == visible
end

local function conditional(element)
  local keep = shown(element)
  if keep == nil then
    return nil
  end
  return keep and element.content or {}
end

local function share_of(column)
  -- Shares, not lengths: 60% and 40% with a gap between them would be wider than the page.
  return (column.attributes.width or '1'):match('[%d%.]+') or '1'
end

local function columns(div)
  if not div.classes:includes('columns') then
    return nil
  end
  local inside = div.content:filter(function(block)
    return block.t == 'Div' and block.classes:includes('column')
  end)
  if FORMAT:match('typst') then
    local widths = inside:map(function(column)
      return share_of(column) .. 'fr'
    end)
    -- A trailing comma: one width alone in brackets would not be a list.
    local blocks = pandoc.Blocks { pandoc.RawBlock('typst', '#grid(columns: (' .. table.concat(widths, ', ') .. ',), column-gutter: 1.5em,') }
    for _, column in ipairs(inside) do
      blocks:insert(pandoc.RawBlock('typst', '['))
      blocks:extend(column.content)
      blocks:insert(pandoc.RawBlock('typst', '],'))
    end
    blocks:insert(pandoc.RawBlock('typst', ')'))
    return blocks
  end
  if FORMAT:match('docx') then
    local blocks = pandoc.Blocks {}
    for _, column in ipairs(inside) do
      blocks:extend(column.content)
    end
    return blocks
  end
  for _, column in ipairs(inside) do
    if column.attributes.width then
      column.attributes.style = 'flex-grow:' .. share_of(column) .. ';'
      column.attributes.width = nil
    end
  end
  return div
end

local function definitions(list)
  -- Pandoc would start a new line after each term; here terms stand in a column, as in the head of a memo.
  if not FORMAT:match('typst') then
    return nil
  end
  local blocks = pandoc.Blocks { pandoc.RawBlock('typst', '#terms(hanging-indent: 9em, separator: [],') }
  for _, item in ipairs(list.content) do
    local term, meanings = item[1], item[2]
    blocks:insert(pandoc.RawBlock('typst', 'terms.item(box(width: 9em)['))
    blocks:insert(pandoc.Plain(term))
    blocks:insert(pandoc.RawBlock('typst', '], ['))
    for _, meaning in ipairs(meanings) do
      local alone = #meaning == 1 and meaning[1].t == 'Para'
      blocks:extend(alone and { pandoc.Plain(meaning[1].content) } or meaning)
    end
    blocks:insert(pandoc.RawBlock('typst', ']),'))
  end
  blocks:insert(pandoc.RawBlock('typst', ')'))
  return blocks
end

local function tick_box(str)
  -- The boxes of a task list, which few fonts have; this one comes with Typst.
  if FORMAT:match('typst') and (str.text == '☐' or str.text == '☒') then
    return pandoc.RawInline('typst', '#text(font: "DejaVu Sans Mono")[' .. str.text .. ']')
  end
end

local function anchor(span)
  -- An empty span with a name is a place to link to; Typst needs something there that can be found.
  if FORMAT:match('typst') and span.identifier ~= '' and #span.content == 0 then
    return pandoc.RawInline('typst', '#metadata(none) <' .. span.identifier .. '>')
  end
end

local function name_callout(div)
  -- A heading that names a callout is no heading of the paper: it gets no number and no line in the contents.
  local first = div.content[1]
  local is_callout = div.classes:find_if(function(class)
    return class:match('^callout%-%a+$') ~= nil
  end)
  if is_callout and first and first.t == 'Header' then
    div.content[1] = pandoc.Div({ pandoc.Plain(first.content) }, pandoc.Attr('', { 'callout-title' }))
    return div
  end
end

return { { Meta = read_settings }, { Div = conditional, Span = conditional }, { Div = name_callout }, { Div = columns, DefinitionList = definitions, Str = tick_box, Span = anchor } }
