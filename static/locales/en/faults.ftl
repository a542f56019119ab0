## Faults: what can be struck, and what is. Shares are texts ("33 %"), times are texts ("200 ms").

# What a fault is called where one is chosen.
fault-down = Fail
fault-instances-down = Fail instances
fault-slow = Make slow
fault-errors = Bad deployment: errors
fault-slow-instances = Bad deployment: slow
fault-disk-full = Fill the disk
fault-flapping = Let health checks flap
fault-cache-emptied = Empty the cache
fault-delayed = Delay
fault-lossy = Lose calls
fault-traffic = Multiply traffic
fault-cut-off = Cut off from { $other }

# What is so, as a short sign on the canvas and in lists.
fault-is-down = down
fault-is-instances-down = { $count ->
    [one] 1 instance down
   *[other] { $count } instances down
}
fault-is-slow = { $factor } × slower
fault-is-errors = { $share } of instances answer errors
fault-is-slow-instances = { $share } of instances { $factor } × slower
fault-is-disk-full = disk full
fault-is-flapping = health checks flap
fault-is-cache-emptied = emptied
fault-is-delayed = { $time } slower
fault-is-lossy = loses { $share }
fault-is-traffic = { $factor } × traffic
fault-is-cut-off = cut off from { $other }

# What a fault does, in a sentence.
fault-about-down = Whatever reaches it fails, until others notice and go elsewhere.
fault-about-instances-down = Requests to the lost instances fail until a health check notices.
fault-about-slow = Its work takes so many times as long.
fault-about-errors = These instances answer errors at once. Health checks do not notice.
fault-about-slow-instances = Work takes so many times as long on these instances.
fault-about-disk-full = Writes fail, reads go on.
fault-about-flapping = Checks take targets out and in again although they work. Only a run shows it.
fault-about-cache-emptied = It loses all it holds, once. Only a run shows it.
fault-about-delayed = Each call over it takes so much longer.
fault-about-lossy = This share of calls gets no answer: the caller waits for its time limit, or fails where it has none.
fault-about-traffic = All users who do not wait for each other send so many times as much.
fault-about-cut-off = No call, copy of a write or message passes between the two places.

fault-everything = everything
fault-figure-count = Instances
fault-figure-factor = Times
fault-figure-share = Share, %
fault-figure-seconds = Seconds
canvas-did-scenario = change the scenario
canvas-error-no-such-fault = This fault makes no sense here.
diagnostic-only-in-runs = What is struck here changes over time: only a run shows it, the solved figures do not.
reason-unreachable = no way to it
reason-faulty = answers errors (bad deployment)
reason-disk-full = disk full
fault-more = Other faults
fault-link-is-down = This connection is down.

run-view-scenario = Scenario
scenario-about = What happens in the course of a run. Drag a bar, or type its times; the run plays it.
scenario-none = Nothing is planned yet.
scenario-from = from, s
scenario-until = until, s
scenario-remove = Remove: { $what }
scenario-what = What is struck
scenario-which = With what
scenario-add = Add
scenario-too-short = The run lasts { $length }, and the scenario { $ends }: choose a longer run.
scenario-aftermath = This run before, during and after
scenario-phase-before = before
scenario-phase-during = during
scenario-phase-after = after
scenario-served = Served
scenario-goodput = Answered per second
scenario-reasons = Lost to

outage-unforeseen-other-state = No forecast: there is a second lasting state at this load, into which an outage may lead. Run it and see.
outage-unforeseen-retries = No forecast: who gets no answer asks again, so that more comes than usual. Run it and see.
outage-unforeseen-closed = No forecast: the number of users is fixed, and who waits sends nothing more. Run it and see.
