-- Callouts: note, tip, important, caution, warning.

local KINDS = { note = 'Note', tip = 'Tip', important = 'Important', caution = 'Caution', warning = 'Warning' }
local COLOURS = { -- edge and ground; the text stays dark on both
  note = { '#1d5b99', '#eef4fa' },
  tip = { '#00703c', '#eef6f1' },
  important = { '#b3261e', '#fbeeed' },
  caution = { '#a34a00', '#fdf3ea' },
  warning = { '#7a5b00', '#fdf7e3' },
}

local function kind_of(div)
  for _, class in ipairs(div.classes) do
    local kind = class:match('^callout%-(%a+)$')
    if kind and KINDS[kind] then
      return kind
    end
  end
end

local function take_title(div)
  if div.attributes.title then
    return pandoc.read(div.attributes.title, 'markdown').blocks[1].content, div.content
  end
  local first = div.content[1]
  if first and first.t == 'Div' and first.classes:includes('callout-title') then
    local rest = div.content:clone()
    rest:remove(1)
    return first.content[1].content, rest
  end
  return nil, div.content
end

local function html(kind, title, body, div)
  local simple = div.attributes.appearance == 'simple' or div.attributes.appearance == 'minimal'
  local style = div.attributes.appearance or 'default'
  local folded = div.attributes.collapse
  local outer = folded and 'details' or 'div'
  local header = folded and 'summary' or 'div'
  local classes = 'callout callout-style-' .. style .. ' callout-' .. kind .. (title and ' callout-titled' or '')
  local open = (folded == 'false') and ' open' or ''
  local blocks = pandoc.Blocks { pandoc.RawBlock('html', '<' .. outer .. ' class="' .. classes .. '"' .. open .. '>') }
  if title or not simple then
    local words = pandoc.Inlines {}
    if title then
      words:insert(pandoc.RawInline('html', '<span class="screen-reader-only callout-kind">' .. KINDS[kind] .. '</span> '))
    end
    words:extend(title or { pandoc.Str(KINDS[kind]) })
    blocks:insert(pandoc.RawBlock('html', '<' .. header .. ' class="callout-header"><div class="callout-title-container">'))
    blocks:insert(pandoc.Plain(words))
    blocks:insert(pandoc.RawBlock('html', '</div></' .. header .. '>'))
  end
  blocks:insert(pandoc.RawBlock('html', '<div class="callout-body-container callout-body">'))
  blocks:extend(body)
  blocks:insert(pandoc.RawBlock('html', '</div></' .. outer .. '>'))
  return blocks
end

local function typst(kind, title, body)
  local edge, ground = COLOURS[kind][1], COLOURS[kind][2]
  local blocks = pandoc.Blocks { pandoc.RawBlock('typst', '#callout(title: [') }
  blocks:insert(pandoc.Plain(title or { pandoc.Str(KINDS[kind]) }))
  blocks:insert(pandoc.RawBlock('typst', string.format('], background_color: rgb("%s"), icon_color: rgb("%s"), body: [', ground, edge)))
  blocks:extend(body)
  blocks:insert(pandoc.RawBlock('typst', '])'))
  return blocks
end

local function docx(kind, title, body, div)
  local blocks = pandoc.Blocks {}
  if title or div.attributes.appearance ~= 'simple' then
    local words = pandoc.Plain(title or { pandoc.Str(KINDS[kind]) })
    blocks:insert(pandoc.Div({ words }, pandoc.Attr('', {}, { ['custom-style'] = 'Callout Title' })))
  end
  blocks:insert(pandoc.Div(body, pandoc.Attr('', {}, { ['custom-style'] = 'Callout' })))
  return blocks
end

function Div(div)
  local kind = kind_of(div)
  if not kind then
    return nil
  end
  local title, body = take_title(div)
  if FORMAT:match('html') then
    return html(kind, title, body, div)
  elseif FORMAT:match('typst') then
    return typst(kind, title, body)
  elseif FORMAT:match('pptx') then
    local blocks = pandoc.Blocks { pandoc.Para { pandoc.Strong(title or { pandoc.Str(KINDS[kind]) }) } }
    blocks:extend(body)
    return blocks
  elseif FORMAT:match('docx') then
    return docx(kind, title, body, div)
  end
end
