-- Sparklines: a cell of bars becomes a line, which nobody hears read aloud: the figures stand in the same row.
-- Word keeps the bars, in small letters so that they stand on one line; Quarto and slides keep them as they are.

local BARS = { ['▁'] = 0, ['▂'] = 1, ['▃'] = 2, ['▄'] = 3, ['▅'] = 4, ['▆'] = 5, ['▇'] = 6, ['█'] = 7 }
local GAP = '⠀'
local STEP, HEIGHT, EDGE = 3, 10, 1.5 -- points from figure to figure, of the whole, and kept free at its edges
local SCREEN = 1.9 -- pixels of a page for a point
local HALF_POINTS = 10 -- the size of bars in Word

local function points_of(text)
  -- The runs of figures without a gap, as places; nil where the text is anything but bars.
  local runs, run, place, last = {}, nil, EDGE, nil
  for _, code in utf8.codes(text, true) do
    local letter = utf8.char(code)
    if BARS[letter] then
      last = { place, HEIGHT - EDGE - BARS[letter] / 7 * (HEIGHT - 2 * EDGE) }
      if not run then
        run = {}
        runs[#runs + 1] = run
      end
      run[#run + 1] = last
    elseif letter == GAP then
      run = nil
    else
      return nil
    end
    place = place + STEP
  end
  return last and runs, last, place - STEP + EDGE
end

-- The runs as one path: `step` is the form of a step (its word, across, down), `move` and `line` the words.
local function path(runs, step, move, line, between)
  local steps = {}
  for _, run in ipairs(runs) do
    for at, point in ipairs(run) do
      steps[#steps + 1] = step:format(at == 1 and move or line, point[1], point[2])
    end
  end
  return table.concat(steps, between)
end

local function svg(runs, last, width)
  local open = '<svg class="sparkline" aria-hidden="true" focusable="false" width="%d" height="%d" viewBox="0 0 %.1f %d">'
  local line = '<path d="%s" fill="none" stroke="currentColor" stroke-linejoin="round" stroke-linecap="round"/>'
  local dot = '<circle cx="%.1f" cy="%.1f" r="1.5" fill="currentColor"/></svg>'
  local size = open:format(math.ceil(width * SCREEN), math.ceil(HEIGHT * SCREEN), width, HEIGHT)
  return pandoc.RawInline('html', size .. line:format(path(runs, '%s%.1f %.1f', 'M', 'L', ' ')) .. dot:format(last[1], last[2]))
end

local function curve(runs, last, width)
  local line = 'place(curve(stroke: (thickness: 0.7pt, join: "round", cap: "round"), %s))'
  local dot = 'place(dx: %.1fpt, dy: %.1fpt, circle(radius: 1.1pt, fill: black, stroke: none))'
  local steps = path(runs, 'curve.%s((%.1fpt, %.1fpt))', 'move', 'line', ', ')
  local box = '#pdf.artifact(box(width: %.1fpt, height: %dpt, { %s }))'
  return pandoc.RawInline('typst', box:format(width, HEIGHT, line:format(steps) .. '; ' .. dot:format(last[1] - 1.1, last[2] - 1.1)))
end

local function small(_, _, _, text)
  local look = '<w:rPr><w:noProof/><w:color w:val="4A5256"/><w:sz w:val="%d"/></w:rPr>'
  return pandoc.RawInline('openxml', ('<w:r>' .. look .. '<w:t>%s</w:t></w:r>'):format(HALF_POINTS, text))
end

local WAYS = { html = svg, typst = curve, docx = small }
local way = WAYS[FORMAT:match("^%a+")]

local function draw(text)
  local runs, last, width = points_of(text.text)
  if runs then
    return way(runs, last, width, text.text)
  end
end

if not way then
  return {}
end
return { {
  Table = function(tbl)
    return tbl:walk { Str = draw }
  end,
} }
