-- Run by `pandoc lua`: reads a list of texts, or writes a list of documents, in one start of pandoc.
-- read FORMAT:  texts -> trees, one a line
-- write FORMAT CHECK...:  trees -> { markdown, trees of what each CHECK format makes of it }, one a line

local mode, format = arg[1], arg[2]
local items = pandoc.json.decode(io.read('a'), false)

local function tree(document)
  return pandoc.json.decode(pandoc.write(document, 'json'), false)
end

for _, item in ipairs(items) do
  local answer
  if mode == 'read' then
    answer = pandoc.write(pandoc.read(item, format), 'json')
  else
    local written = pandoc.write(pandoc.read(item, 'json'), format, { wrap_text = 'none' })
    written = written:gsub('[{}]', '\\%0') -- pandoc leaves braces bare, and a class may begin with one
    local answers = { written }
    for check = 3, #arg do
      answers[#answers + 1] = pandoc.write(pandoc.read(written, arg[check]), 'json')
    end
    answer = pandoc.json.encode(answers)
  end
  io.write(answer, '\n')
  io.flush()
end
