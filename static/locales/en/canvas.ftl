## The canvas, its gestures, what it says to screen readers, and the outline.

canvas-label = Canvas
canvas-help = Arrow keys walk through the components and their connections, Home and End go to the first and the last. Space selects. While a component is selected, arrow keys move it; Alt and an arrow key go to its neighbour. C connects, Enter renames, F fails or heals, Delete deletes, slash adds a component, Shift and F10 open the menu, Escape selects nothing. Tab leaves the canvas.
canvas-controls = View
canvas-zoom-in = Zoom in
canvas-zoom-out = Zoom out
canvas-zoom-reset = { $zoom }, back to 100 %
canvas-fit = Fit everything into view
canvas-fit-short = Fit
canvas-rename-label = New name
canvas-link-name = { $from } to { $to }

## On cards and links
canvas-down = down
canvas-instances-down = ✕ { $down } of { $count } down
canvas-cores = { $cores } { $cores ->
    [one] core
   *[other] cores
}
canvas-instances-cores = { $instances } × { $cores } { $cores ->
    [one] core
   *[other] cores
}
canvas-instances = { $instances } instances
canvas-hit = hit { $ratio }
canvas-label-load = { $load } busy
canvas-label-saturated = saturated, { $load } busy

## Menu
canvas-menu-add = Add a component here…
canvas-menu-add-behind = Add behind it…
canvas-menu-connect = Connect to…
canvas-menu-explain = How is its figure computed?
canvas-menu-rename = Rename
canvas-menu-strike = Fail it
canvas-menu-strike-one = Fail one instance
canvas-menu-strike-all = Fail or heal them
canvas-menu-heal = Heal it
canvas-menu-heal-all = Heal everything
canvas-menu-scale-out = One instance more
canvas-menu-scale-in = One instance fewer
canvas-menu-scale-up = Larger machine
canvas-menu-scale-down = Smaller machine
canvas-menu-duplicate = Duplicate
canvas-menu-reverse = Turn round
canvas-menu-delete = Delete
canvas-menu-delete-contents = Delete with contents
canvas-menu-select-all = Select everything
canvas-menu-fit = Show everything
canvas-menu-zoom-selection = Show selection
canvas-menu-faults = More faults …
canvas-menu-back = Back
canvas-menu-fault = { $what }: { $is }
canvas-menu-heal-one = Heal: { $what }
canvas-menu-plan = { $what }, at { $time } of a run

## Quick add
canvas-quick-add = Add a component
canvas-quick-add-behind = Add behind { $name }
canvas-quick-add-search = Search components and products
canvas-quick-add-none = Nothing of that name can be added here.

## What was done: labels of undo and redo
canvas-did-add = add a component
canvas-did-connect = connect
canvas-did-reconnect = move a connection
canvas-did-reverse = turn a connection round
canvas-did-delete = delete
canvas-did-duplicate = duplicate
canvas-did-paste = paste
canvas-did-cut = cut
canvas-did-move = move
canvas-did-resize = resize
canvas-did-rename = rename
canvas-did-set = change a setting
canvas-did-product = choose a product
canvas-did-scale = scale
canvas-did-strike = fail
canvas-did-heal = heal
canvas-did-users = change users
canvas-did-title = change the title
canvas-did-open = open

## Said to screen readers
canvas-said-component = { $name }, { $place } of { $count }, { $in } in, { $out } out
canvas-said-link = Connection from { $from } to { $to }, { $place } of { $count }
canvas-said-target = Connect { $from } to { $to }? { $place } of { $count }. Arrow keys choose, Enter connects, Escape gives up.
canvas-said-no-target = Nothing on the canvas can be connected from { $name }.
canvas-said-added = { $name } added
canvas-said-connected = { $from } connected to { $to }
canvas-said-detached = Connection removed. Undo brings it back.
canvas-said-deleted = { $count ->
    [one] 1 item deleted
   *[other] { $count } items deleted
}
canvas-said-duplicated = { $count ->
    [one] 1 component duplicated
   *[other] { $count } components duplicated
}
canvas-said-pasted = { $count ->
    [one] 1 component pasted
   *[other] { $count } components pasted
}
canvas-said-selected = { $count ->
    [0] Nothing selected
    [one] 1 item selected
   *[other] { $count } items selected
}
canvas-said-moved-left = Moved left
canvas-said-moved-right = Moved right
canvas-said-moved-up = Moved up
canvas-said-moved-down = Moved down
canvas-said-struck = { $name } is down
canvas-said-healed = { $name } is up again
canvas-said-opened = { $count ->
    [one] Opened, 1 component
   *[other] Opened, { $count } components
}
canvas-said-undone = Undone: { $what }
canvas-said-redone = Redone: { $what }
canvas-said-cancelled = Cancelled

## What cannot be done, and why
canvas-error-gone = It is not there any more.
canvas-error-cannot-connect = { $from } cannot be connected to { $to }.
canvas-error-same-ends = A component cannot be connected to itself.
canvas-error-already-connected = These two are connected already.
canvas-error-out-of-range = That value is out of range.
canvas-error-other-kind = That product belongs to another kind of component.
canvas-error-cannot-contain = It cannot stand in there.
canvas-error-fixed-size = Only data centres and zones can be resized.
canvas-error-instances-down = At least one instance has to stay up; fail the whole component instead.
canvas-error-end-of-range = It goes no further.
canvas-error-too-many = The canvas is full.
canvas-error-not-a-topology = The pasted text is no topology.
canvas-error-nothing-selected = Nothing is selected.

## Outline
canvas-outline = Outline
canvas-outline-empty = Nothing on the canvas yet.
canvas-outline-links = Connections
canvas-outline-connect = Connect { $name } to
canvas-outline-rename = Rename { $name }
canvas-outline-delete = Delete { $name }
canvas-outline-strike = Fail { $name }
canvas-outline-heal = Heal { $name }
