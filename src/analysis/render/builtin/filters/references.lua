-- References to figures, tables, equations and sections become links that print the number that `floats.lua` and
-- `equations.lua` gave. What the paper cites is listed under a heading.
-- A reference to nothing is said on standard error, for the Python side to find the line.

local stringify = pandoc.utils.stringify
local numbers, prefixes = {}, {}

local function read_numbers(meta)
  numbers, prefixes = meta['workbench-numbers'] or {}, meta['workbench-prefixes'] or {}
  for label, number in pairs(meta['workbench-equations'] or {}) do
    numbers[label] = number
  end
  meta['workbench-numbers'], meta['workbench-prefixes'], meta['workbench-equations'] = nil, nil, nil
  return meta
end

local function kind_of(label)
  local kind = label:match('^(%a+)%-')
  return prefixes[kind] and kind or nil
end

local function reference(citation)
  local label = citation.id:sub(1, 1):lower() .. citation.id:sub(2)
  local kind = kind_of(label)
  if not kind then
    return nil
  end
  local number = numbers[label]
  if not number then
    io.stderr:write('UNRESOLVED ' .. label .. '\n')
    return pandoc.Inlines { pandoc.Str('?@' .. label) }
  end
  local words = pandoc.Inlines {}
  if #citation.prefix > 0 then
    words:extend(citation.prefix)
    words:insert(pandoc.Str('\u{a0}'))
  elseif citation.mode ~= 'SuppressAuthor' then
    words:insert(pandoc.Str(stringify(prefixes[kind])))
    words:insert(pandoc.Str('\u{a0}'))
  end
  words:insert(pandoc.Str(stringify(number)))
  local result = pandoc.Inlines { pandoc.Link(words, '#' .. label, '', pandoc.Attr('', { 'quarto-xref' })) }
  result:extend(citation.suffix)
  return result
end

local function references(cite)
  local result, rest = pandoc.Inlines {}, pandoc.List {}
  for _, citation in ipairs(cite.citations) do
    local words = reference(citation)
    if words then
      if #result > 0 then
        result:extend { pandoc.Str(','), pandoc.Space() }
      end
      result:extend(words)
    else
      rest:insert(citation)
    end
  end
  if #result == 0 then
    return nil
  end
  if #rest > 0 then -- "@fig-x [see @book]" is read as one citation
    result:extend { pandoc.Space(), pandoc.Cite(cite.content, rest) }
  end
  return result
end

-- Where a paper says no place for what it cites, Quarto heads the list at its end, in web pages and in its own PDFs.
local BIBLIOGRAPHY = { html = 'References', typst = 'Bibliography' }

local function head_bibliography(doc)
  local heading = FORMAT:match('html') and BIBLIOGRAPHY.html or BIBLIOGRAPHY[FORMAT]
  local meta = doc.meta
  local cites, placed = false, false
  doc:walk {
    Cite = function()
      cites = true
    end,
    Div = function(div)
      placed = placed or div.identifier == 'refs'
    end,
  }
  cites = cites or meta.nocite
  if not (heading and meta.bibliography and cites) or placed then
    return nil
  end
  if meta['suppress-bibliography'] or meta['reference-section-title'] then
    return nil
  end
  if FORMAT == 'typst' and meta.citeproc then
    return nil
  end
  doc.blocks:insert(pandoc.Header(2, heading, pandoc.Attr('quarto-bibliography', { 'unnumbered' })))
  doc.blocks:insert(pandoc.Div({}, pandoc.Attr('refs')))
  return doc
end

return { { Meta = read_numbers }, { Cite = references }, { Pandoc = head_bibliography } }
