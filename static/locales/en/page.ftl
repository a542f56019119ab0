# The page around the canvas.

# Top bar
page-title = Title of the topology
page-untitled = Untitled topology
page-undo = Undo
page-undo-what = Undo: { $what }
page-redo = Redo
page-redo-what = Redo: { $what }
page-history = Undo and redo
page-settings = Language, theme and help
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

# What can be opened
page-blank = Blank canvas
page-blank-purpose = Begin with nothing
page-previous = What was open before
page-previous-purpose = Back to { $title }
page-open-file = Open a file
page-open-file-purpose = JSON, a picture or page saved here, Mermaid
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
page-help-explain = How the figure of what is selected is computed
page-help-card = All formulas and components: how everything is computed
page-help-rename = Rename what is selected
page-help-connect = Connect to another component: choose it with the arrows, then Enter
page-help-delete = Delete
page-help-duplicate = Duplicate
page-help-clipboard = Copy, cut, paste
page-help-history = Undo, redo
page-help-next = Next and previous component or connection
page-help-group = In a panel: from button to button; Tab leads to the next group
page-help-nudge = Move what is selected (with Shift: five steps)
page-help-all = Select everything
page-help-pan = Hold and drag to move the view
page-help-zoom = Zoom
page-help-fit = Show everything, the selection, or at 100 %
page-help-escape = End a gesture, select nothing
page-help-mac = On a Mac, ⌘ takes the place of Ctrl.

# Inspector
page-left-side = Left side
page-name = Name
page-product = Product
page-product-generic = Generic
page-tile-busy = { $resource } busy, of { $units }
page-tile-p99 = p99 at this part
page-tile-arrivals = arrive here
page-tile-asked = asked by them
page-tile-refused = of requests lost here
page-tile-hits = hit ratio
page-resources = Resources
page-parameters = Parameters
page-more = { $count ->
    [one] One more parameter
   *[other] { $count } more parameters
}
page-on = on
page-off = off
page-typed = { $name }, typed
page-reset-to = { $name }: back to the default, { $value }
page-why = why { $value }?
page-why-named = { $name }: why { $value }?
page-range = Range: { $min } to { $max }.
page-yours = You chose this value; the default is { $default }.
page-default-from = Default { $default }:
page-source-assumption = our own assumption, without a publication behind it.
page-source-definition = it follows from what the parameter means.
page-machine = { $cores } { $number ->
    [one] core
   *[other] cores
}, { $memory }
page-per-month = { $price } a month
page-scale-up = Scale up
page-scale-down = Scale down
page-ladder-top = The ladder of machines ends here
page-ladder-foot = There is no smaller machine
page-next-machine = Next: { $machine }
page-instances = { $count ->
    [one] 1 instance
   *[other] { $count } instances
}
page-scale-out = Scale out: one instance more
page-scale-in = Scale in: one instance fewer
page-fail = Fail it
page-fail-one = Fail one instance
page-heal = Heal
page-heal-all = Heal everything
page-is-down = It is down.
page-is-down-with-place = Down, because the place that it stands in is down.
page-instances-down = { $down } of { $count } instances are down.
page-called-by = Called by
page-calls = Calls
page-show-link = Show this connection
page-connection = Connection
page-reverse = Turn round
page-traffic = Traffic back
page-duplicate = Duplicate
page-delete = Delete
page-selected = { $count } selected
page-selected-of = Components: { $components }, connections: { $links }
page-counts = Components: { $components }, connections: { $links }, places: { $places }
page-offered = offered
page-served = answered correctly
page-struck = { $count ->
    [one] One component is struck.
   *[other] { $count } components are struck.
}
page-findings = What to look at ({ $count })
page-select-something = Select a component or a connection to see and change it.

# Results
page-classes = Class of request
page-response-time = Response time
page-no-results = Nothing is asked yet. Add Users and connect them to something that answers.
page-no-answers = No request of this class is answered.
page-not-converged = Not settled: the figures are the last step of a computation that did not come to rest. Do not rely on them.
page-distribution-label = Response time of { $class }: median { $median }, 95 % within { $p95 }, 99 % within { $p99 }
page-figures = Figures
page-utilization = Utilization
page-refusals = What is refused, and why
page-nothing-refused = Nothing is refused.
page-total = Total
page-served-share = { $share } answered correctly
page-comparison = Struck: { $names }
page-column-class = class
page-column-offered = offered
page-column-goodput = goodput
page-column-mean = mean
page-column-p50 = p50
page-column-p95 = p95
page-column-p99 = p99
page-column-resource = resource
page-column-component = component
page-column-busy = busy
page-column-units = in use
page-column-wait = wait
page-column-rate = rate
page-column-where = where
page-column-why = why
page-column-refused = refused
page-column-served-healthy = healthy
page-column-served-now = served now
page-column-p99-healthy = p99 healthy
page-column-p99-now = p99 now
page-busy-of = { $busy } / { $units }
page-gives-way = Gives way at { $users } users: { $component }, { $resource }
page-never-gives-way = Nothing gives way up to 100 M users
page-nothing-answered = No request is answered correctly
page-share-between = { $low } to { $high }
page-headline-full = { $component } is full ({ $resource }): { $share } of all requests are lost
page-headline-near = { $component } ({ $resource }) gives way at { $users } users
page-headline-failed = { $names } struck: { $share } of all requests are lost
page-headline-lost = { $share } of all requests are not answered correctly

# Lessons
page-lesson-see = Look at
page-lesson-breaks = Where it ends
page-lesson-next = Try next
page-headline-waiting = { $component } is full ({ $resource }): requests queue there

# What else is known
page-within-objectives = Within objectives
page-within-objectives-short = within objectives up to { $users } users
page-within-objectives-nobody = not within objectives for a single user
page-capacity-working = computing…
page-capacity-compute = Compute
page-capacity-slow = The search takes some twenty solutions and a while for this system.
page-capacity-up-to = up to { $users } users
page-capacity-nobody = not for a single user
page-capacity-no-limit = up to 100 M users
page-capacity-no-limit-why = No objective is missed, and nothing gives way, up to 100 million users.
page-capacity-unserved = nobody is served
page-capacity-fixed-load = load is fixed
page-capacity-fixed-load-why = The load does not follow the number of users: it is typed in, or a fixed number of users.
page-capacity-missed-time = Above that, the p99 of { $class } is longer than the { $promised } promised.
page-capacity-missed-errors = Above that, more than the { $promised } promised fail.
page-capacity-falls-behind = Above that, work that nobody waits for (messages, copies of writes) falls behind.
page-capacity-fullest = The fullest part is then:
page-capacity-next = Full next, each if those before it had no limit:
page-availability = Availability
page-availability-missed = Less than the { $promised } promised.
page-per-year = { $time } a year down
page-column-available = available
page-column-down-a-year = down a year
page-downtime-from = Saved per year if it never failed
page-cost = Cost
page-per-million = { $price } per million requests
page-cost-note = List prices, without discounts and people; traffic at the price of the first terabytes. Machines run all month as at this load; requests and traffic are those of the mean rate (this load over the peak factor).
page-column-for = for
page-column-a-month = a month
cost-machines = machines
cost-instances = instances
cost-requests = requests
cost-traffic-out = traffic out
cost-traffic-between = traffic between regions
cost-storage = storage
cost-intake = intake
page-stale-reads = Old values
page-share-of-reads = { $share } of reads
page-backlog = backlog
page-backlog-grows = grows by { $rate }
page-backlog-steady = { $count } waiting, { $time } each
page-by-group = By group of users
page-groups-count = { $count } groups
page-bracket = Requests answered correctly lie between { $low } and { $high }.
page-looking = Looking for a second steady state …
page-other-state = At this load there are two steady states: { $good } answered correctly with a p99 of { $good-p99 }, or { $bad } with a p99 of { $bad-p99 }. The system does not come back from the worse one by itself.
page-other-state-dead = At this load there are two steady states: { $good } answered correctly, or { $bad }. The system does not come back from the worse one by itself.
page-tile-instances = instances running
page-tile-backlog = messages waiting
page-tile-backlog-growth = backlog grows by
page-tile-behind = copied writes waiting
page-tile-behind-growth = copied writes fall behind by
page-tile-stale = reads with an old value
page-tile-cost = a month
page-tile-moved = of the data moves with one more shard
page-outage = If it stops for a minute
page-outage-done = { $waiting } requests wait; all are done { $time } later.
page-outage-never = { $waiting } requests wait, and there is no capacity left to work them off.
page-outage-nothing = Nothing waits.
page-outage-refused = { $refused } are refused.
page-course = Over time
page-course-outage = One instance runs { $between } until it fails; an outage lasts { $length }, the time until somebody notices included.
page-course-enough = If the load doubled at once, the { $instances } running would be enough.
page-course-scaling = If the load doubled at once: from { $from } to { $to } instances in { $steps ->
        [one] one step
       *[other] { $steps } steps
    }, after { $time } at the latest.
page-course-backlog = A backlog of { $messages } messages asks for { $instances } instances.
page-course-warming = Emptied, it has 90 % of its hits again after { $time }.
page-course-warmed = It is filled before use: no rush on the store after a restart.
page-course-kept = No message gets older than it is kept for.
page-course-lost = If this goes on, the first message is too old and lost after { $time }.
page-alarms = Alarms
page-no-alarms = No figure has passed its threshold.
alarm-utilization = utilization { $value } (alarm at { $threshold })
alarm-error-share = errors { $value } (alarm at { $threshold })
alarm-response-time = p99 { $value } (alarm at { $threshold })
