# Runs of the simulation: controls, progress, and the comparison with the solution.
run-run = Run
run-pause = Pause
run-resume = Go on
run-again = Run again
run-anew = Run again with what is drawn now
run-stop = Stop
run-step = One step
run-close = Take the run away
run-bar = Simulation
run-loading = Loading the simulation …
run-none = No run. Press Run to play the system request by request.

run-help = Simulate
run-help-toggle = Run, pause, go on
run-help-step = One step: a tenth of a second at the chosen speed

run-speed = Speed
run-speed-fastest = as fast as it can
run-speed-times = { $factor } × real time
run-speed-slower = 1/{ $factor } of real time
run-length = Length
run-length-fitting = auto: { $length }
run-length-next = Simulated time of the next run
run-seed = Seed
run-seed-next = Seed of the next run: the same seed, the same run
run-progress = Simulated time
run-far = { $now } of { $length }
run-elapsed = in { $time }
run-events = { $count } events/s
run-reached = { $factor } × real time

run-cut = { $length } of simulated time at { $rate }, every request of it: { $wanted } would take too long.
run-slow = This device does not keep { $wanted }; it reaches { $reached }. The figures are the same.
run-former = This run is of the drawing as it was before.
run-full = More requests were under way than a run can hold. What was measured until then is true; the run goes no further.
run-on-page = The browser allows no background worker here: the simulation runs inside the page. The figures are the same.

run-said-running = The simulation is running.
run-said-paused = Paused at { $time } of simulated time.
run-said-stopped = Stopped at { $time } of simulated time.
run-said-done = The run has ended at { $time } of simulated time.

run-trouble-not-loaded = The simulation could not be loaded.
run-trouble-stopped = The simulation has stopped with an error.
run-trouble-protocol = The simulation and the page are of different versions.
run-trouble-document = The simulation could not read the drawing.
run-trouble-outcome = The outcomes of the runs could not be put together.
run-remedy-not-loaded = Nothing is lost. Check the connection, then run again.
run-remedy-stopped = Nothing is lost. Run again; if it happens again, try fewer users.
run-remedy-protocol = Nothing is lost. Reload the page; the drawing is kept.
run-remedy-document = Nothing is lost. Save the drawing as a file and open it again, then run.
run-remedy-outcome = Nothing is lost. Check again.

run-course = Load
run-course-next = How the load changes over the next run
run-course-steady = steady
run-course-step = step: twice as much
run-course-ramp = ramp: up to 3 times
run-course-spike = spike: 5 times, briefly
run-course-day = a day: noon and night

run-view = Shown in the results
run-view-figures = Steady state
run-view-run = Run
run-view-check = Comparison

run-check = Check by simulation
run-check-again = Check again
run-check-close = Close the comparison
run-check-cancel = Cancel
run-check-title = Solved and simulated
run-check-progress = { $done } of { $count } runs simulated
run-check-finding = Putting { $count } runs together …
run-check-former = This comparison is of the drawing as it was before.
run-check-basis = { $count } runs of { $length } simulated each, after a warm-up of { $warm }; seeds { $first } to { $last }; { $events } events in { $time }. Intervals hold the true figure with 95 % probability.
run-check-sound = Both are of the steady state: nothing fails or changes meanwhile.
run-check-struck = Both are of the steady state with what is struck now, from beginning to end.
run-check-scenario = The scenario is not in it. A run of it shows what happens before, during and after; so does a comparison with another version.
run-check-play = Run the scenario
run-check-agree = Both agree: no mean is apart by more than its interval and 5 %, no percentile by more than its interval and 10 %.
run-check-apart = { $count ->
    [one] One figure is apart by more than its interval and 5 % (percentiles: 10 %).
   *[other] { $count } figures are apart by more than their interval and 5 % (percentiles: 10 %).
  }
run-check-unknown = Too little was seen to compare: no figure has an interval.
run-check-unsteady = The simulation was not steady for more than half of its time: its figures are of something that changes.
run-check-full = A run ended before its time: more requests were under way than it can hold.
run-check-unsettled = The solution has not settled: it is not relied on here.
run-check-why = Why they differ
run-check-column-figure = Figure
run-check-column-solved = Solved
run-check-column-simulated = Simulated
run-check-column-interval = 95 % interval
run-check-column-apart = Apart
run-check-goodput = answered correctly
run-check-failed = failed
run-check-mean = mean
run-check-p50 = p50
run-check-p95 = p95
run-check-p99 = p99
run-check-busy = busy
run-check-utilization = Utilization
run-check-interval = { $low } to { $high }
run-check-none-seen = none seen
run-check-none-short = too few
run-check-none-dependent = run too short
run-check-none-growing = still growing
run-check-none-falling = still falling
run-check-points = { $value } points
run-check-is-apart = apart

run-worth-rough = { $length } is short for this system ({ $cause }): intervals are wide. { $wanted } would be good.
run-worth-too-short = { $length } is too short for a steady state ({ $cause }): this is a piece of the way to it. { $wanted } would be good.
run-worth-growing = Something cannot keep up ({ $cause }): figures grow as long as the run is, and there is no steady state.
run-unseen = Hardly happens in a run of this length: { $cause }.
run-slow-work = { $name }: work of { $time }
run-slow-line = { $name }: a line that changes within { $time }
run-slow-thinking = { $name }: thinking for { $time }
run-slow-filling = { $name }: a cache that fills within { $time }
run-slow-time-limit = { $name }: a time limit of { $time }
run-slow-pause = { $name }: a pause of { $time } before the next attempt
run-slow-lag = { $name }: a lag of { $time }
run-slow-boot = { $name }: { $time } until an instance is there

run-note-copies = { $name }: of { $number } equal copies { $kept } are simulated, each as large as several.
run-note-sampled = { $name }: the least busy of very many copies is looked for in a sample of 64.
run-note-objects = { $name }: one object stands for up to { $number } of like popularity.
run-note-users = { $name }: of { $number } users who wait and think { $kept } are simulated: the load is lower than drawn.
run-simplified = { $count ->
    [one] One thing is simplified for its size
   *[other] { $count } things are simplified for their size
  }
