## Examples of how systems fail. Each plays its scenario when it is run.

example-cache-loss-title = A lost cache
example-cache-loss-summary = A cache is emptied, and the database behind it does not get up again
example-cache-loss-see = 1,000 reads a second; the cache answers most of them, and the database, which can do 400, has little to do. Run it: at 20 s the cache is emptied. The database is asked for nearly everything, its line grows beyond the second that callers wait, and an answer that comes too late fills no cache.
example-cache-loss-breaks = The cache was no help for the database but part of its capacity. Without it there is a second lasting state, in which all are too late and nothing fills up again.
example-cache-loss-next = Open the two examples after this one, or compare with them on the timeline: a database of 16 cores, and a cache that is warmed.

example-cache-ample-title = A lost cache, an ample database
example-cache-ample-summary = The same loss, and nobody notices: the database can do all reads by itself
example-cache-ample-see = The same 1,000 reads a second, but the database has 16 cores and can do 1,600. Run it: at 20 s the cache is emptied. The database is busy for a while, every answer comes in time and is stored, and the cache is full again.
example-cache-ample-breaks = Capacity that is idle nearly always is the price of losing a cache unharmed.
example-cache-ample-next = Take away cores until the loss is noticed again: what counts is whether the database can answer all reads, not whether it can answer the usual misses.

example-cache-warmed-title = A lost cache, warmed
example-cache-warmed-summary = The same loss and the same small database, but few are let in until the cache is full
example-cache-warmed-see = The database can do 400 reads a second, as in the lost cache. Run it: at 20 s the cache is emptied, and at once only 300 of the 1,000 reads a second are let in. All of these are answered, each miss fills the cache, and at 130 s everybody may come again.
example-cache-warmed-breaks = Whoever is kept out for these two minutes gets nothing. Without it nobody would get anything, for good.
example-cache-warmed-next = Let everybody in sooner: pull the end of the limit forward on the timeline until the database gives way again.

example-lost-writes-title = Lost writes
example-lost-writes-summary = A copy that lags takes over, and what had not arrived is gone
example-lost-writes-see = 100 writes a second; the copy is two seconds behind. Run it: at 30 s the primary is lost, 20 s later the copy takes its place. Everybody whose write was confirmed in the last two seconds believes that it is kept: lag times rate, some 200 writes, are gone.
example-lost-writes-breaks = Asynchronous copies make writes quick and losses possible. Synchronous ones lose nothing, and stop every write when the copy itself is lost.
example-lost-writes-next = Open the example with writes that are waited for: no write is lost, and writes stop when the copy does.

example-kept-writes-title = Writes that are waited for
example-kept-writes-summary = Nothing confirmed is ever lost, and without its copy the database takes no write
example-kept-writes-see = The same 100 writes a second, but each waits until the copy has it. Run it: from 30 s to 60 s the copy is lost, and every write is refused, 3,000 in all, though the primary is well. At 90 s the primary is lost; 20 s later the copy takes its place, and no write that was confirmed is gone.
example-kept-writes-breaks = Nothing is lost, and two machines that both have to be up take writes less often than one.
example-kept-writes-next = Set the replication to asynchronous and run again: the loss of the copy stops no write, and the loss of the primary costs some 200.

example-region-loss-title = A lost region
example-region-loss-summary = The users of one region go to the other, which is too small for both
example-region-loss-see = Two regions with 300 requests a second each, and servers for 400 each. Run it: at 30 s one region is lost. For ten seconds (the health check and the name's time to live) its users fail, then they are sent to the other region, which is asked for 600.
example-region-loss-breaks = A third of all requests is refused in a region in which nothing is broken. Two regions protect each other only if each can do the work of both.
example-region-loss-next = Give each server 8 cores and run again: only the ten seconds remain. Then shorten the time to live of the name.

example-sticky-sessions-title = Sticky sessions
example-sticky-sessions-summary = A server is lost, and with it the sessions in its memory
example-sticky-sessions-see = 36,000 users send 360 requests a second. The balancer keeps each with one of four servers, which has the session in its memory. Run it: at 30 s one server is lost, and with it 9,000 sessions, a quarter. For ten seconds (the health check) its users fail; then they come to the other servers, and each has to sign in again.
example-sticky-sessions-breaks = Nothing is overloaded and every answer is quick, and still 9,000 people are thrown out in the middle of what they did. A server that remembers its users cannot be lost, and cannot be taken away when there is less to do.
example-sticky-sessions-next = Open the example with a session store, or compare with it on the timeline: the same server is lost, and no session.

example-kept-sessions-title = Sessions in a store
example-kept-sessions-summary = The same loss of a server, and nobody has to sign in again
example-kept-sessions-see = The same users and servers as with sticky sessions, but who is signed in stands in a session store. Run it: at 30 s one server is lost. For ten seconds (the health check) a quarter of the requests fail; then the other servers answer, and no session is lost.
example-kept-sessions-breaks = The store has become what must not be lost. It is asked once by every page and twice by every write.
example-kept-sessions-next = Strike the session store instead: nobody is served. Then give it a standby.

example-queue-drains-title = A queue that drains
example-queue-drains-summary = A spike waits in a queue and is worked off later
example-queue-drains-see = 100 messages a second, and workers for 200. Run it: for twenty seconds 500 come. Nobody is refused; 6,000 pile up and are worked off at 200 less 100 a second, in one minute.
example-queue-drains-breaks = The queue adds no throughput, it buys time: whoever's message came last waits half a minute.
example-queue-drains-next = Double the workers: the pile is smaller, and gone sooner. Then open the queue that never drains.

example-queue-stays-title = A queue that never drains
example-queue-stays-summary = A few more messages than the workers can do
example-queue-stays-see = 210 messages a second, and workers for 200. Nobody is refused, every response time of the senders is as it should be, and the queue grows by ten a second, for ever. After a spike of twenty seconds it is 6,000 longer, and stays so.
example-queue-stays-breaks = A queue hides that there is too little of something. Look at the age of its oldest message, not at its senders.
example-queue-stays-next = Add a worker instance and run again: now it drains.
