-- In Typst a text that begins with `=`, `-`, `+`, `/` or a number and a dot is a heading or a list. pandoc escapes it at
-- the start of a paragraph, and not in cells of tables, items of lists, links and footnotes: there it is kept a text.

if not FORMAT:match('typst') then
  return {}
end

return {
  {
    Inlines = function(inlines)
      local first = inlines[1]
      if first and first.t == 'Str' and (first.text:match('^[=+/-]') or first.text:match('^%d+%.$')) then
        inlines:insert(1, pandoc.RawInline('typst', '#[]'))
        return inlines
      end
    end,
  },
}
