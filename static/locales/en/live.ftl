## What a run of the simulation shows: dots on links, queues, pictures over time, single requests.

live-dot = { $each ->
    [one] 1 dot = 1 request
   *[other] 1 dot = { $requests } requests
}
live-failed = failed
live-instances = { $count ->
    [one] 1 instance
   *[other] { $count } instances
}
live-waiting = { $count } waiting

live-charts = The run over time
live-plot-throughput = Throughput per second
live-plot-response = Response time
live-plot-utilization = Utilization
live-plot-queue = Waiting in line
live-plot-failures = Failures per second, by reason
live-goodput = answered
live-failures = failed
live-jobs = jobs done
live-cursor = { $plot }: moment to read
live-class = Requests whose response times are shown
live-no-failures = No request has failed.
live-no-queue = Nobody waits in line.
live-nothing-yet = Nothing yet.
live-as-table = The run as a table
live-table = The run so far; each row is about all of its time
live-time = Simulated time

live-traces = Single requests
live-order-newest = Newest
live-order-slowest = Slowest
live-order-failed = Failed
live-list = Time taken, and the longest stay of it
live-none-traced = No followed request has ended yet.
live-none-failed = No followed request has failed.
live-traced = { $count } requests were followed, picked by chance.
live-pick = Pick a request, or a point of the response times, to see where its time went.
live-longest-wait = { $place }, { $time } waiting
live-longest-work = { $place }, { $time } of work
live-failed-at = { $reason } ({ $place })
live-request = { $class }: { $time }
live-begun = begun at { $time }
live-gaps = Where there is no bar it was on its way between components. What stands beside each other went on at the same time; what goes on beyond the end is work that nobody waited for any more.
live-back = Back to the pictures
live-answered = answered
live-stay = Where
live-came = After
live-waits = Waiting
live-works = Work
live-pauses = Pause
live-attempt = pause before attempt { $number }
live-without-length = { $count ->
    [one] 1 stay took no time and is not drawn.
   *[other] { $count } stays took no time and are not drawn.
}
live-more-stays = { $count ->
    [one] 1 more stay is not drawn.
   *[other] { $count } more stays are not drawn.
}

live-warm-up = Warm-up: the first { $time } count for no figure.
live-mark-load = load changed
live-mark-struck = { $name }: { $what }
live-mark-healed = { $name }: healed ({ $what })
live-keep-scenario = Keep as scenario
live-figures = In the run, { $from } to { $until }
live-figures-solved = Everything else here is of the steady state.
