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
diagnostic-unlike-targets = This balancer chooses by how busy its targets are, and some of them answer sooner than others: these are given more than the solved figures say, which share by number. A target that fails at once can draw nearly everything. Run it, or check by simulation, for the true shares.
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
scenario-times-refused = An incident begins at 0 s or later and ends after that, at { $most } s at the latest. Leave the end empty where it does not end.
scenario-too-short = The run lasts { $length }, and the scenario { $ends }: choose a longer run.
scenario-aftermath = This run before, during and after
scenario-phase-before = before
scenario-phase-during = during
scenario-phase-after = after
scenario-served = Served
scenario-goodput = Answered per second
scenario-stale = Stale reads
scenario-writes-lost = Confirmed writes lost
scenario-sessions-lost = Sessions lost
scenario-signed-out = Had to sign in again
scenario-reasons = Lost to

outage-unforeseen-other-state = No forecast: there is a second lasting state at this load, into which an outage may lead. Run it and see.
outage-unforeseen-retries = No forecast: who gets no answer asks again, so that more comes than usual. Run it and see.
outage-unforeseen-closed = No forecast: the number of users is fixed, and who waits sends nothing more. Run it and see.

## Two versions under the same scenario.
versus-compare = Compare with …
versus-again = Compare again
versus-choose = Compare with
versus-about = Another version meets the same scenario, the same load and the same seeds as this drawing. Nothing that is drawn changes.
versus-earlier = As it was
versus-before = Before: { $deed }
versus-recent = Open before
versus-file-or-link = A file or a link
versus-link = Paste a link
versus-link-name = the link
versus-go = Compare
versus-former = This comparison is of the drawing as it was before.
versus-basis = { $count } pairs of runs of { $length } simulated each; seeds { $first } to { $last }, the same for both. Intervals hold each figure with 95 % probability; those of a difference come from the pairs.
versus-basis-calm = Nothing is planned in the scenario, so that the whole runs are compared: { $count } pairs of { $length } simulated each; seeds { $first } to { $last }, the same for both. Intervals hold each figure with 95 % probability; those of a difference come from the pairs.
versus-cut = { $wanted } would be too much to compute for so many requests: each run is { $length }.
versus-left-out = Only one of the two has a place for this, so it happens to that one alone: { $what }
versus-better = “{ $name }” is better: { $better }.
versus-worse = “{ $name }” is worse: { $worse }.
versus-both = “{ $name }” is better in one thing, { $better }, and worse in another, { $worse }.
versus-alike = No difference between the two that would matter shows in these runs.
versus-named = { $figure } { $phase } { $first } → { $second }
versus-named-whole = { $figure } { $first } → { $second }
versus-whole = the whole run
versus-this = This drawing
versus-difference = Difference
versus-is-better = better
versus-is-worse = worse
versus-served-share = served
versus-goodput-per-s = answered per second
versus-response-p50-s = p50
versus-response-p99-s = p99
versus-stale-share = stale reads
versus-writes-lost = confirmed writes lost
versus-sessions-lost = sessions lost
versus-signed-out = had to sign in again
run-view-versus = Versions
