-- For Word: pandoc gives the lines of a tight list a style of their own; in a part that has a style they take that.
-- The build folder holds a copy, so that `quarto render` there makes the same.

local function take_style(div)
  if not div.attributes['custom-style'] then
    return nil
  end
  return div:walk {
    Plain = function(plain)
      return pandoc.Para(plain.content)
    end,
  }
end

if not FORMAT:match('docx') then
  return {}
end
return { { Div = take_style } }
