-- Figures, tables and sections with labels: number them in order and draw them with their captions.
-- What is wrong is said on standard error, for the Python side to find the line. `references.lua` makes the links.

local stringify = pandoc.utils.stringify
local html, typst, pptx = FORMAT:match('html'), FORMAT:match('typst'), FORMAT:match('pptx')

local NAMES = { fig = 'Figure', tbl = 'Table', eq = 'Equation', sec = 'Section' }
local numbers = {} -- label -> what is printed for it, "2" or "2.1"
local counts = { fig = 0, tbl = 0 }
local headings = {}
local options = { numbered = false, depth = 6, prefix = {}, title = {}, delim = ':', side = { fig = 'bottom', tbl = 'top' } }
local unnamed = 0
local last_heading = ''

local function kind_of(label)
  local kind = (label or ''):match('^(%a+)%-')
  return NAMES[kind] and kind or nil
end

local function escape(text)
  return (text:gsub('\\', '\\\\'):gsub('"', '\\"'):gsub('%s+', ' '))
end

local function attribute(text)
  return (text:gsub('&', '&amp;'):gsub('"', '&quot;'):gsub('<', '&lt;'))
end

local function raw(text)
  return pandoc.RawBlock(html and 'html' or 'typst', text)
end

-- Options ------------------------------------------------------------------------------------------------------

local function read_options(meta)
  options.numbered = meta['number-sections'] == true
  options.depth = tonumber(stringify(meta['number-depth'] or '6'))
  local crossref = meta.crossref or {}
  options.delim = crossref['title-delim'] and stringify(crossref['title-delim']) or ':'
  for _, kind in ipairs { 'fig', 'tbl' } do
    local side = meta[kind .. '-cap-location']
    options.side[kind] = side and stringify(side) or options.side[kind]
  end
  for kind, name in pairs(NAMES) do
    options.prefix[kind] = crossref[kind .. '-prefix'] and stringify(crossref[kind .. '-prefix']) or name
    options.title[kind] = crossref[kind .. '-title'] and stringify(crossref[kind .. '-title']) or name
  end
  -- The filter prints the numbers itself, so that all formats say the same.
  meta['number-sections'] = nil
  return meta
end

-- Numbering ----------------------------------------------------------------------------------------------------

local function smallest_level(doc)
  local level = 6
  doc:walk {
    Header = function(header)
      level = math.min(level, header.level)
    end,
  }
  return level
end

local function number_heading(header, top)
  local depth = header.level - top + 1
  if not options.numbered or header.classes:includes('unnumbered') or depth > options.depth then
    return nil
  end
  headings[depth] = (headings[depth] or 0) + 1
  for deeper = depth + 1, 6 do
    headings[deeper] = nil
  end
  local parts = {}
  for level = 1, depth do
    parts[level] = tostring(headings[level] or 0)
  end
  local number = table.concat(parts, '.')
  numbers[header.identifier] = number
  header.content:insert(1, pandoc.Space())
  header.content:insert(1, pandoc.Span({ pandoc.Str(number) }, pandoc.Attr('', { 'header-section-number' })))
  return header
end

local function next_number(kind, label)
  counts[kind] = counts[kind] + 1
  if numbers[label] then
    io.stderr:write('DUPLICATE ' .. label .. '\n')
  end
  numbers[label] = tostring(counts[kind])
  return numbers[label]
end

-- Figures ------------------------------------------------------------------------------------------------------

local function find_image(blocks)
  local found = nil
  pandoc.Blocks(blocks):walk {
    Image = function(image)
      found = found or image
    end,
  }
  return found
end

local function alt_of(image)
  local alt = image.attributes['fig-alt'] or image.attributes.alt
  if not alt or alt == '' then
    io.stderr:write('NOALT ' .. image.src .. '\n')
  end
  return alt or ''
end

local function typst_length(length)
  if not length then
    return 'auto'
  end
  local number, unit = length:match('^([%d%.]+)(%a*)$')
  if number and (unit == '' or unit == 'px') then
    return tostring(tonumber(number) / 96) .. 'in'
  end
  return length
end

local function typst_image(image)
  local call = 'fitted("%s", width: %s, height: %s, alt: "%s")'
  local width, height = typst_length(image.attributes.width), typst_length(image.attributes.height)
  return call:format(escape(options.root .. image.src), width, height, escape(alt_of(image)))
end

local function plain_image(image)
  local alt = alt_of(image)
  local attributes = {}
  for _, size in ipairs { 'width', 'height' } do
    attributes[size] = image.attributes[size]
  end
  if html then
    return pandoc.Image({ pandoc.Str(alt) }, image.src, '', pandoc.Attr('', { 'img-fluid', 'figure-img' }, attributes))
  end
  return pandoc.Image({ pandoc.Str(alt) }, image.src, '', pandoc.Attr('', {}, attributes))
end

local function docx_caption(words)
  return pandoc.Div({ pandoc.Plain(words) }, pandoc.Attr('', {}, { ['custom-style'] = 'Image Caption' }))
end

local function labelled(kind, number, caption)
  if not number then
    return caption
  end
  local words = pandoc.Inlines { pandoc.Str(options.title[kind] .. ' ' .. number .. options.delim), pandoc.Space() }
  words:extend(caption)
  return words
end

local function typst_float(kind, label, body, caption, position)
  local blocks = pandoc.Blocks { raw('#figure([') }
  blocks:extend(body)
  blocks:insert(raw(('], caption: figure.caption(position: %s, ['):format(position)))
  blocks:insert(pandoc.Plain(caption))
  local name = options.title[kind]
  local numbering = label and '"1"' or 'none'
  local close = ']), kind: "quarto-float-%s", supplement: "%s", numbering: %s)%s'
  blocks:insert(raw(close:format(kind .. (label and '' or '-plain'), name, numbering, label and (' <' .. label .. '>') or '')))
  return blocks
end

local function html_float(kind, label, body, words, side)
  local classes = 'quarto-float-caption-%s quarto-float-caption quarto-float-%s'
  local id = label and (' id="' .. label .. '-caption"') or ''
  local caption = pandoc.Blocks {
    raw('<figcaption class="' .. classes:format(side, kind) .. '"' .. id .. '>'),
    pandoc.Plain(words),
    raw('</figcaption>'),
  }
  local blocks = pandoc.Blocks { raw('<figure class="quarto-float quarto-float-' .. kind .. ' figure">') }
  if side == 'top' then
    blocks:extend(caption)
  end
  blocks:extend(body)
  if side == 'bottom' then
    blocks:extend(caption)
  end
  blocks:insert(raw('</figure>'))
  return pandoc.Div(blocks, pandoc.Attr(label or '', { 'quarto-float', 'quarto-figure', 'quarto-figure-center' }))
end

local function picture_in_region(image, label)
  -- On a narrow screen the picture stays as large as its letters need, and is moved sideways by keyboard or finger.
  local shown = pandoc.Plain { plain_image(image) }
  if not label then
    return { shown }
  end
  local open = '<div class="picture-region" role="group" tabindex="0" aria-labelledby="%s-caption">'
  return { raw(open:format(label)), shown, raw('</div>') }
end

local function figure(label, image, caption, side)
  side = side or options.side.fig
  local number = label and next_number('fig', label)
  local words = labelled('fig', number, caption)
  if html then
    return html_float('fig', label, picture_in_region(image, label), words, side)
  elseif typst then
    return typst_float('fig', label, { raw('#' .. typst_image(image)) }, caption, side)
  end
  if pptx then -- slides print as the caption what is the picture's text; `slides.py` then gives the alternative text
    local shown = plain_image(image)
    shown.caption = words
    return pandoc.Figure({ pandoc.Plain { shown } }, { long = { pandoc.Plain(words) } }, pandoc.Attr(label or ''))
  end
  local picture = pandoc.Div({ pandoc.Para { plain_image(image) } }, pandoc.Attr('', {}, { ['custom-style'] = 'Captioned Figure' }))
  local parts = side == 'top' and { docx_caption(words), picture } or { picture, docx_caption(words) }
  return pandoc.Div(parts, pandoc.Attr(label or ''))
end

-- Tables -------------------------------------------------------------------------------------------------------

local LANDMARK = 110 -- letters that a table holds across before a page of ordinary width scrolls it

local function letters_across(tbl)
  local widest = {}
  local function take(rows)
    for _, row in ipairs(rows) do
      local column = 1
      for _, cell in ipairs(row.cells) do
        for word in stringify(cell.contents):gmatch('%S+') do
          widest[column] = math.max(widest[column] or 0, utf8.len(word) or #word)
        end
        column = column + cell.col_span
      end
    end
  end
  take(tbl.head.rows)
  for _, body in ipairs(tbl.bodies) do
    take(body.body)
  end
  local across = 0
  for column = 1, #tbl.colspecs do
    across = across + (widest[column] or 0) + 2
  end
  return across
end

local function in_region(tbl, label, caption)
  -- A table wider than the screen scrolls inside a region that the keyboard can reach and a screen reader can name.
  local name
  if label then
    name = ('aria-labelledby="%s-caption"'):format(label)
  elseif caption then
    name = ('aria-label="%s"'):format(attribute(stringify(caption)))
  else
    unnamed = unnamed + 1
    name = ('aria-label="%s"'):format(attribute(('Table without caption %d: %s'):format(unnamed, last_heading)))
  end
  -- A landmark is a place to jump to: only where something is to be scrolled on a page of ordinary width.
  local role = letters_across(tbl) > LANDMARK and 'region' or 'group'
  local open = ('<div class="table-region" role="%s" tabindex="0" %s>'):format(role, name)
  return pandoc.Blocks { raw(open), tbl, raw('</div>') }
end

local function name_table(tbl, label)
  tbl.caption = pandoc.Caption()
  tbl.identifier = ''
  if label then
    tbl.attributes['aria-labelledby'] = label .. '-caption'
  end
  return tbl
end

local function dress_tables(blocks, label)
  local result = pandoc.Blocks {}
  for _, block in ipairs(blocks) do
    if block.t == 'Table' then
      local tbl = name_table(block, html and label)
      result:extend(html and in_region(tbl, label) or { tbl })
    else
      result:insert(block)
    end
  end
  return result
end

local function captioned_table(tbl, caption, side)
  -- A caption without a label stays within its table, as Quarto has it: there is nothing to number.
  name_table(tbl)
  tbl.caption = pandoc.Caption { pandoc.Plain(caption) }
  if side == 'bottom' then
    tbl.attributes.style = (tbl.attributes.style or '') .. 'caption-side: bottom;'
  end
  return in_region(tbl, nil, caption)
end

local SHORT, SHORT_ACROSS = 6, 16 -- rows of a table that is not broken over two pages, on a page across: no less than half of it

local function is_across()
  local included = PANDOC_WRITER_OPTIONS.variables['header-includes']
  for _, text in ipairs(included or {}) do
    if tostring(text):match('flipped: true') then
      return true
    end
  end
  return false
end

local function is_short(blocks)
  local rows = 0
  pandoc.Blocks(blocks):walk {
    Table = function(tbl)
      for _, body in ipairs(tbl.bodies) do
        rows = rows + #body.head + #body.body
      end
      rows = rows + #tbl.foot.rows -- where the last rows of a table are kept together
    end,
  }
  return rows <= (is_across() and SHORT_ACROSS or SHORT)
end

local function table_float(label, blocks, caption, side)
  side = side or options.side.tbl
  local number = label and next_number('tbl', label)
  if html and not label and #blocks == 1 and blocks[1].t == 'Table' then
    return captioned_table(blocks[1], caption, side)
  end
  local body = dress_tables(blocks, label)
  if html then
    return html_float('tbl', label, body, labelled('tbl', number, caption), side)
  elseif typst then
    local float = typst_float('tbl', label, body, caption, side)
    if is_short(blocks) then
      float:insert(1, raw('#[#show figure: set block(breakable: false)'))
      float:insert(raw(']'))
    end
    return float
  end
  if pptx then
    return body:map(function(block)
      if block.t == 'Table' then
        block.caption = pandoc.Caption { pandoc.Plain(labelled('tbl', number, caption)) }
      end
      return block
    end)
  end
  body:insert(side == 'top' and 1 or #body + 1, docx_caption(labelled('tbl', number, caption)))
  return pandoc.Div(body, pandoc.Attr(label or ''))
end

local function bare_table(tbl)
  local caption = pandoc.utils.blocks_to_inlines(tbl.caption.long)
  local label = kind_of(tbl.identifier) == 'tbl' and tbl.identifier or nil
  if label or #caption > 0 then
    return table_float(label, { tbl }, caption)
  end
  return dress_tables({ tbl }, nil)
end

-- Divs that carry a label: their last paragraph is the caption -----------------------------------------------------

local function labelled_div(div)
  local kind = kind_of(div.identifier)
  if kind ~= 'fig' and kind ~= 'tbl' then
    return nil
  end
  local body = div.content:clone()
  local last = body[#body]
  local caption = pandoc.Inlines {}
  if #body > 1 and last.t == 'Para' then
    caption = last.content
    body:remove(#body)
  end
  if kind == 'fig' then
    local image = find_image(body)
    return image and figure(div.identifier, image, caption, div.attributes['fig-cap-location']) or nil
  end
  return table_float(div.identifier, body, caption, div.attributes['tbl-cap-location'])
end

-- The walk -----------------------------------------------------------------------------------------------------

function Pandoc(doc)
  options.root = os.getenv('WORKBENCH_ROOT') or '' -- pictures are named from the project's folder in Typst
  doc.meta = read_options(doc.meta)
  local top = smallest_level(doc)
  doc.blocks = doc.blocks:walk {
    traverse = 'topdown',
    Header = function(header)
      last_heading = stringify(header)
      return number_heading(header, top)
    end,
    Figure = function(fig)
      local label = kind_of(fig.identifier) == 'fig' and fig.identifier or nil
      local image = find_image(fig.content)
      if image then
        return figure(label, image, pandoc.utils.blocks_to_inlines(fig.caption.long)), false
      end
    end,
    Table = function(tbl)
      return bare_table(tbl), false
    end,
    Div = function(div)
      local float = labelled_div(div)
      if float then
        return float, false
      end
    end,
    Image = function(image)
      if typst then
        return pandoc.RawInline('typst', '#' .. typst_image(image))
      end
      return plain_image(image)
    end,
  }
  doc.meta['workbench-numbers'] = numbers
  doc.meta['workbench-prefixes'] = options.prefix
  return doc
end
