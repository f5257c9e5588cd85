-- For Quarto, which loses alternative texts in Word: pandoc writes there what stands between the brackets of a picture.
-- The built-in renderer has no need of it; the build folder holds a copy for `quarto render` by hand.

local function describe(image)
  local text = image.attributes['fig-alt'] or image.attributes.alt
  if text and text ~= '' and #image.caption == 0 then
    image.caption = pandoc.Inlines { pandoc.Str(text) }
    return image
  end
end

if not FORMAT:match('docx') then
  return {}
end
return { { Image = describe } }
