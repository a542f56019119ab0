# The page around the canvas.

# Top bar
page-title = Title of the topology
page-untitled = Untitled topology
page-undo = Undo
page-undo-what = Undo: { $what }
page-redo = Redo
page-redo-what = Redo: { $what }
page-users = Load
page-users-slider = Number of users
page-users-typed = Number of users, typed
page-users-word = users
page-users-count = { $count } users
page-breaks-at = breaks at { $users }
page-open = Examples
page-share = Share
page-help = Keyboard and help
page-switch-language = Switch to English
page-theme-auto = Theme: as the system has it
page-theme-light = Theme: light
page-theme-dark = Theme: dark

# Panels
page-panels = Panels
page-palette = Components
page-inspector = Inspector
page-results = Results
page-outline = Outline
page-close-palette = Close the components
page-close-inspector = Close the inspector
page-close-results = Close the results
page-skip = Skip to the canvas

# Palette
page-search = Search components
page-search-nothing = No component has that name. Try what it does: cache, queue, database.
page-not-yet-short = later
page-not-yet-modelled = Not yet modelled: it can be drawn, but the figures do not include it yet.

# What can be opened
page-blank = Blank canvas
page-blank-purpose = Begin with nothing
page-previous = What was open before
page-previous-purpose = Back to { $title }
page-open-file = Open a file
page-open-file-purpose = A topology saved as JSON
page-examples-chapter = The chapter, stage by stage
page-examples-real = Real systems

# Beginning
page-begin = What happens when more people come?
page-begin-lead = Draw a system, move the users slider, and see what gives way first.
page-begin-blank = Build your own
page-begin-blank-how = Drag a component here, click one, or press /
page-begin-chapter = Follow the chapter
page-begin-chapter-how = From one server to millions of users, one change at a time
page-begin-example = Open a real system
page-begin-example-how = With the figures that its operators published

# Share
page-share-title = Share this topology
page-share-link = Link to this topology
page-share-ready = The link is { $length } characters long.
page-share-copied = Copied. The link is { $length } characters long and holds the whole topology.
page-share-by-hand = The browser does not let this page use the clipboard. The link ({ $length } characters) is selected: copy it with Ctrl C, or ⌘ C on a Mac.
page-share-long = Some chat programs cut messages above 2,000 characters. A file travels more safely.
page-share-private = Everything is in the link itself. Nothing was sent to a server, and the link never expires.
page-copy = Copy
page-copied = Copied
page-save = Save file
page-save-purpose = Or keep it as a JSON file, which the command line reads too.
page-close = Close

# Links and files that were opened
page-opened-link = Opened from the link.
page-opened-file = Opened { $name }.
page-opened-problems = { $count ->
    [one] One part could not be used as it stood:
   *[other] { $count } parts could not be used as they stood:
}
page-opened-replaced = What you had is kept: undo brings it back.
page-opened-back = Back to what I had
page-broken-link = This link could not be opened.
page-broken-file = { $name } could not be opened.
page-broken-kept = What you had is still here, unchanged.
page-copy-raw = Copy the address as it came
page-not-saved = This browser keeps nothing for this page.
page-not-saved-advice = A reload will lose your work. Save a file or copy the link before you leave.

# Help
page-help-title = Keyboard and help
page-help-lead = Everything can be done with the mouse, with the keyboard alone, or by touch. Letters work while the canvas has the focus.
page-help-build = Build
page-help-move = Move around
page-help-search = Search the components
page-help-rename = Rename what is selected
page-help-connect = Connect to another component: choose it with the arrows, then Enter
page-help-delete = Delete
page-help-duplicate = Duplicate
page-help-clipboard = Copy, cut, paste
page-help-history = Undo, redo
page-help-next = Next and previous component or connection
page-help-nudge = Move what is selected (with Shift: five steps)
page-help-all = Select everything
page-help-pan = Hold and drag to move the view
page-help-zoom = Zoom
page-help-fit = Show everything, the selection, or at 100 %
page-help-escape = End a gesture, select nothing
page-help-mac = On a Mac, ⌘ takes the place of Ctrl.
