-- Formulas: labelled ones are numbered, and in PDF every one says in words what it is. `references.lua` makes the links.

local stringify = pandoc.utils.stringify
local typst, docx = FORMAT:match('typst'), FORMAT:match('docx')
local numbers, count = {}, 0

local function escape(text)
  return (text:gsub('\\', '\\\\'):gsub('"', '\\"'):gsub('%s+', ' '))
end

local function next_number(label)
  if numbers[label] then
    io.stderr:write('DUPLICATE ' .. label .. '\n')
  end
  count = count + 1
  numbers[label] = tostring(count)
  return numbers[label]
end

local function mark_equations(inlines)
  -- Pandoc leaves the label as text after the formula: $$..$$ {#eq-rate alt="..."}
  for i, inline in ipairs(inlines) do
    if inline.t == 'Math' and inline.mathtype == 'DisplayMath' then
      local last = i
      repeat
        last = last + 1
      until last > #inlines or stringify(inlines[last]):match('}$')
      local tail = pandoc.Inlines {}
      for j = i + 1, math.min(last, #inlines) do
        tail:insert(inlines[j])
      end
      local text = stringify(tail)
      local label = text:match('^%s*{#(eq%-[%w%-_]+)')
      if label then
        local alt = text:match('alt=[“"](.-)[”"]') or ''
        local result = pandoc.Inlines {}
        for j = 1, i - 1 do
          result:insert(inlines[j])
        end
        result:insert(pandoc.Span({ inline }, pandoc.Attr(label, { 'quarto-equation' }, { alt = alt })))
        for j = last + 1, #inlines do
          result:insert(inlines[j])
        end
        return result
      end
    end
  end
end

local function typst_math(math, alt, extra)
  local written = pandoc.write(pandoc.Pandoc { pandoc.Plain { math } }, 'typst'):gsub('%s+$', '')
  local block = math.mathtype == 'DisplayMath' and 'true' or 'false'
  local call = '#math.equation(block: %s, alt: "%s"%s, %s)'
  return call:format(block, escape(alt ~= '' and alt or math.text), extra or '', written)
end

local function equation(span)
  if not span.classes:includes('quarto-equation') then
    return nil
  end
  local number = next_number(span.identifier)
  local math = span.content[1]
  if typst then
    local code = typst_math(math, span.attributes.alt, ', numbering: "(1)"')
    return pandoc.RawInline('typst', code .. ' <' .. span.identifier .. '>'), false
  elseif docx then
    math.text = math.text .. ' \\qquad(' .. number .. ')'
    return pandoc.Span({ math }, pandoc.Attr(span.identifier)), false
  end
  local label = pandoc.Span({ pandoc.Str('(' .. number .. ')') }, pandoc.Attr('', { 'equation-number' }))
  return pandoc.Span({ math, label }, pandoc.Attr(span.identifier, { 'quarto-equation' })), false
end

local function plain_math(math)
  if typst then
    return pandoc.RawInline('typst', typst_math(math, ''))
  end
end

function Pandoc(doc)
  doc = doc:walk { Inlines = mark_equations }
  doc.blocks = doc.blocks:walk { traverse = 'topdown', Span = equation, Math = plain_math }
  doc.meta['workbench-equations'] = numbers
  return doc
end
