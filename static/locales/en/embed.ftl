## A drawing that is shown: in a slide, or presented from the page; its steps.

embed-drawing = Drawing
embed-empty = Nothing to show yet.
embed-play = Run
embed-pause = Pause
embed-steps = Steps
embed-step-of = Step { $step } of { $count }.
embed-previous = Previous step
embed-next = Next step
embed-figures = Figures
embed-fail = Fail…
embed-fail-one = Fail { $name }
embed-heal-one = Heal { $name }
embed-open = Open in the playground
embed-metric-users = users
embed-metric-answered = answered
embed-metric-goodput = answered per second
embed-metric-p50 = median
embed-metric-p95 = p95
embed-metric-p99 = p99
embed-metric-breaks-at = breaks at

steps-title = Steps
steps-add = Add a step
steps-about = A step keeps what is drawn now, with its users and failures. Presenting goes from one to the next.
steps-none = No steps yet.
steps-caption = What is said at step { $step }
steps-caption-empty = What is said here
steps-draw = Draw step { $step }
steps-update = Keep what is drawn as step { $step }
steps-up = Move step { $step } up
steps-down = Move step { $step } down
steps-remove = Remove step { $step }
steps-here = drawn now
steps-present = Present
steps-present-from = Present from step { $step }
steps-tab = Steps

present-label = Presentation
present-close = End
present-full = Full screen
present-keys = Arrow keys or Page Up and Page Down: steps. Home, End: first and last. K: run. F: full screen. Escape: end.

canvas-did-step-add = add a step
canvas-did-step-caption = change a caption
canvas-did-step-move = move a step
canvas-did-step-remove = remove a step
canvas-did-step-update = keep a step anew
canvas-did-step-draw = draw a step
canvas-said-step-added = Step { $number } added
canvas-said-step-moved = Now step { $number }
canvas-said-step-removed = Step { $number } removed
canvas-said-step-updated = Step { $number } holds what is drawn
canvas-said-step-drawn = Step { $number } is drawn
canvas-error-too-many-steps = There is no room for more steps.

page-update = A new version is here. Your drawing stays as it is.
page-update-take = Load it
page-update-later = Not now
