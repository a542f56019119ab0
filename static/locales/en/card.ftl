# The model card: what every figure rests on.

# Subjects
card-subject-whole = The system as a whole
card-subject-queues = Waiting
card-subject-calls = Calls
card-subject-entry = How requests come in
card-subject-data = Data
card-subject-messages = Messages
card-subject-failure = Failures

# How far it can be relied on
card-exactness-exact = Exact under its assumptions
card-exactness-approximate = Approximation

# The system as a whole
formula-rates = Rates
formula-rates-computes = How many requests per second pass each component and each link, from the users down.
formula-rates-assumes = What a component sends on is proportional to what it takes in: calls per request, shares, weights, misses of a cache, further attempts. What is refused is not sent on.
formula-rates-good = Mean rates are exact for any drawing that has a steady state, whatever the order or the spread of the arrivals.
formula-rates-bad = They are means over a long time. A burst within the minute is not in them; the peak factor of the users is what stands for it.

formula-losses = Goodput and losses
formula-losses-computes = How many requests per second are answered correctly, and which component loses the others, for which reason.
formula-losses-assumes = A request counts as lost once, at the place that decided it. A failure that another attempt or another answer makes up for costs no request. Losses at different components are independent of each other.
formula-losses-good = Whatever is offered is either answered or listed as lost: the two always add up. Far below and far above capacity, the loss is that of the narrowest resource.
formula-losses-bad = Within some 2 % of a tier's capacity the share that is lost is less sure; at exactly 100 % of a tier with many workers it is too low by some tenths of a per cent.

formula-response-distribution = Distribution of response times
formula-response-distribution-computes = The share of requests that are answered within any given time, and from it the mean, p50, p95 and p99. Only requests answered correctly count.
formula-response-distribution-assumes = The times of the steps of one request are independent of each other: one after the other they add up, choices are mixed by their probability. The distribution is computed from its characteristic function by a cosine expansion, with fixed times taken out first.
formula-response-distribution-good = Percentiles are within a thousandth where the waits themselves are exact. No multiple of the mean is ever used.
formula-response-distribution-bad = Behind several general servers the wait of those who wait is taken to be exponential with the right mean, so that high percentiles are less sure there. Where one request works twice on the same cores for different times (a single server that is web and database at once), its two waits are long together: against the event simulation, p99 of reads and writes there is 9 to 12 % too low at 60 % of the capacity, up to 31 % at 80 %, and the mean up to 4 %. Beyond 14 standard deviations nothing is followed: service times with a squared variation near 100 lose their far tail.

formula-breaking-point = Breaking point
formula-breaking-point-computes = The number of users at which the first resource is fully busy, or at which 0.1 % of the requests are refused, if that comes first.
formula-breaking-point-assumes = Users grow, all else stays as it is drawn; instances that follow the load have grown to their limit. Load is followed first without refusing anything, then the whole network is solved just below that point.
formula-breaking-point-good = Where something that works itself gives way (cores, a disk, a limit per second), the number is as exact as the rates.
formula-breaking-point-bad = Response times can be far too long well before anything is full: that is what the capacity within objectives says. Where workers or connections give way first, it shares the error of the held workers.

formula-capacity = Capacity within objectives
formula-capacity-computes = The most users for whom the objectives of the users hold: p99 of every class, and the share of errors. Availability is compared with its promise beside it, since it does not depend on the number of users.
formula-capacity-assumes = The whole network is solved at up to 22 numbers of users, from the breaking point down or up, until the answer is known to a twentieth of a per cent. Messages that pile up and copies of writes that find no time count as missed too. The steady state is that of a system which comes from low load. What gives way next is the breaking point without the limit that gave way before.
formula-capacity-good = As good as the percentile and the losses that it is found with.
formula-capacity-bad = It is no reserve for bursts, failures or growth: all components are taken as they are drawn now. Where an objective is missed at few users too (a cache that is cold), it is the highest crossing that the search meets.

formula-autoscaling = Autoscaling
formula-autoscaling-computes = How many instances run at this load.
formula-autoscaling-assumes = As many as keep the mean busy share of the fullest resource at the target, rounded up, within the fewest and the most. Workers that follow their messages are kept at a busy share of 80 %. Machines of one's own do not scale.
formula-autoscaling-good = A load that changes slowly against boot time and cool-down.
formula-autoscaling-bad = A sudden rise: the steady state does not show the time until new instances are there. Boot time and cool-down are not in these figures.

formula-cost = Cost
formula-cost-computes = US dollars per month of 730 hours, from machines, instances, requests, storage and traffic; and the same per million requests that are answered correctly.
formula-cost-assumes = List prices with their sources. The load that is shown is the peak: machines and whatever is paid by the month are those of the peak, all month long. Requests and traffic are those of the mean, the peak divided by the peak factor. What has failed is paid for as if it ran.
formula-cost-good = Comparing two drawings with each other, and seeing which part costs most.
formula-cost-bad = As a quotation: discounts, free tiers, licences, taxes and people are not in it, and prices change. Nor is traffic between zones, nor what has no size here, such as answers of databases and copies of writes.

# Waiting
formula-exponential-servers = Several servers in one line (M/M/c, Erlang C)
formula-exponential-servers-computes = The chance of having to wait, the mean wait and its distribution, in front of c equal servers.
formula-exponential-servers-assumes = Requests arrive independently of each other (Poisson). Service times are exponential. There is one line, first come, first served.
formula-exponential-servers-good = Exact under these assumptions, for one server or a hundred thousand. Many independent users make arrivals nearly Poisson.
formula-exponential-servers-bad = Bursts and arrivals that depend on each other make real waits longer. Classes with very different mean times in one line are put together as one spread.

formula-finite-line = A line of limited length (M/M/c/K)
formula-finite-line-computes = The share of requests that find the line full and are refused, and the wait of the others.
formula-finite-line-assumes = As with several servers in one line; an arrival that finds all places taken is refused at once. For other than exponential service, the places are scaled by how much longer or shorter the wait is.
formula-finite-line-good = Exact for exponential service, and without any place to wait for any service (Erlang B).
formula-finite-line-bad = For other service times the loss is within some 10 % of the truth. Bursts lose more.

formula-one-general-server = One server, any service time (M/G/1, Pollaczek-Khinchine)
formula-one-general-server-computes = The mean wait in front of one server and its whole distribution. The more service times vary, the longer the wait.
formula-one-general-server-assumes = Requests arrive independently of each other (Poisson); the line has no limit; first come, first served.
formula-one-general-server-good = Exact for every distribution of the service time, from always the same to a very wide spread.
formula-one-general-server-bad = Where arrivals come in bursts, or where the line is limited.

formula-several-general-servers = Several servers, any service time (M/G/c)
formula-several-general-servers-computes = The mean wait in front of several servers whose service times are not exponential.
formula-several-general-servers-assumes = Only mean and variance of the service time matter. The wait lies between that of exponential and that of fixed service times (Kimura), the latter by Cosmetatos.
formula-several-general-servers-good = The mean is within some 3 % for service times that vary no more than a few times the exponential.
formula-several-general-servers-bad = The wait of those who wait is taken to be exponential, so that p99 is less sure than the mean. Very wide spreads on many servers depend on more than the variance.

formula-service-times = Spread of service times
formula-service-times-computes = The distribution of the time that a server works on a request, from its mean and its squared coefficient of variation (SCV).
formula-service-times-assumes = A family: always the same (SCV 0), Erlang (up to 1, as a mixture of two neighbouring orders), exponential (1), hyper-exponential (from 1, two phases that contribute equally to the mean), log-normal (any).
formula-service-times-good = Mean and variance are met exactly. An SCV of your own measurement makes waits true to it.
formula-service-times-bad = Beyond mean and variance the shape is the family's, not your system's. Service times are independent of each other and do not change with load.

formula-rate-limit = So many operations per second
formula-rate-limit-computes = How busy something is that can start only so many operations per second (a disk, a network card, a balancer, a cache node), and the wait until one may start.
formula-rate-limit-assumes = One server whose every operation takes the same time, one over the limit. What an operation takes beyond that, such as the time of the disk itself, runs beside the others.
formula-rate-limit-good = Limits that a provider enforces evenly. The busy share is exact; with random arrivals, so is the wait.
formula-rate-limit-bad = Providers often allow short bursts above the limit, which is not modelled. Behind a tier with few workers the wait is that of limited callers.

formula-round-robin = Targets in turn (round robin)
formula-round-robin-computes = How much shorter the wait is when a balancer sends requests to its targets in turn.
formula-round-robin-assumes = Each target gets every so many-th request of a random stream, so that its arrivals are more even. The correction is that of Kraemer and Langenbach-Belz.
formula-round-robin-good = Within some 5 % at loads above one half, with one balancer in front of its targets.
formula-round-robin-bad = Below that load waits are short and the relative error is larger. Several balancers in front of one target, or one on connections, mix their streams: arrivals are then taken to be random.

formula-least-busy = The least busy target, and the emptier of two
formula-least-busy-computes = How much shorter the wait is when a balancer sends each request to the target with the fewest requests, or to the emptier of two drawn by chance.
formula-least-busy-assumes = No closed form is known. Factors are fitted to event simulations: 2 to 64 exponential targets of one server, loads from 0.3 to 0.98. At the ends they are exact: near full load the least busy of all works as one pool, and two choices among very many follow Vvedenskaya and others.
formula-least-busy-good = Mean response times within 5 % of those simulations.
formula-least-busy-bad = Targets with several servers, unequal targets, and balancers that do not know of each other's requests.

formula-processor-sharing = Shared servers (processor sharing)
formula-processor-sharing-computes = How much longer a request takes when all that are present share the cores and none waits in a line.
formula-processor-sharing-assumes = Each gets the same share, and none more than one core. Switching between them costs nothing. Arrivals are random.
formula-processor-sharing-good = On one core the distribution is exact for exponential service, and the mean time of each length of work for any service.
formula-processor-sharing-bad = The spread for other than exponential service on one core; with several cores the mean is right and the spread too wide for long requests.

formula-patience = Requests that leave the line (patience)
formula-patience-computes = The share of requests that wait longer than the limit of the line and leave it unserved, and the wait of the others.
formula-patience-assumes = Everyone is willing to wait for the same time, in one line (M/M/c+D, Barrer; Baccelli and Hebuterne). Who leaves has cost no work.
formula-patience-good = Exact for random arrivals and exponential service, also above capacity.
formula-patience-bad = For other service times the correction is approximate.

formula-held-workers = Held workers and connections
formula-held-workers-computes = How many workers or connections are taken, how long requests wait for one, and how many are refused. A worker is held for the whole time of a request, waits for a slow database included.
formula-held-workers-assumes = The holding time is the response time of everything that happens meanwhile. Waits decide how long workers are held, held workers decide what is refused, what is not refused makes the waits: all three are repeated until they agree (a layered queueing network). Arrivals everywhere are taken to be random and waits independent.
formula-held-workers-good = Exact where nothing held is scarce. Else within a few per cent of event simulation.
formula-held-workers-bad = Within some 2 % of a tier's capacity. About one random drawing in 400 does not come to rest; the page then says so, and its figures may be several per cent off.

formula-limited-callers = A queue with limited callers
formula-limited-callers-computes = The wait at a resource that only so many can ask at a time, because each caller holds a worker or a connection. Nothing is lost there: at saturation callers wait, and throughput stays at capacity.
formula-limited-callers-assumes = Arrivals are random while not all callers are there, and stand still while they all are. Their intensity is found so that callers and queue agree on the throughput.
formula-limited-callers-good = Exact at both ends: where callers are many, and where all of them are waiting.
formula-limited-callers-bad = In between, for few callers, the wait is somewhat off.

formula-closed-users = A fixed number of users who think
formula-closed-users-computes = How many requests per second a fixed number of users sends, each of whom waits for the answer and then thinks.
formula-closed-users-assumes = Mean value analysis: a user who arrives sees the system as it is without him. With several servers, each is split into a queue and a delay (Seidmann). For very many users Schweitzer's approximation takes its place.
formula-closed-users-good = Exact for exponential single servers. Throughput is exact where the system is idle and where it is full.
formula-closed-users-bad = Percentiles: waits get the mean of the analysis and the spread of a line of its own, as if the time elsewhere were exponential. For one server and thinking they are within a tenth of the exact ones, least so where the server is just full. Several servers near saturation; and where other users load the same servers, which only slow this group down by their share of the time.

# Calls
formula-parallel-calls = Several calls at once
formula-parallel-calls-computes = The time until so many of several calls have answered: the slowest of all, or the k-th fastest.
formula-parallel-calls-assumes = The answers come independently of each other. At every time, the probability that enough have answered is computed from the whole distribution of each call. Those not needed are worked off all the same.
formula-parallel-calls-good = Exact for independent answers; as exact as the distribution of one call is.
formula-parallel-calls-bad = Calls that meet the same load spike are slow together: the slowest is then quicker than computed, and a common delay is seen more often than computed.

formula-time-limits = Time limits, further attempts, budgets
formula-time-limits-computes = The chance that a call succeeds, how long it takes with all its attempts and pauses, and how much load the further attempts add.
formula-time-limits-assumes = An attempt fails if it takes longer than the limit, by the whole distribution of its time. Attempts are independent of each other. Where the called side is not told, what was given up is worked off to its end. A budget lets further attempts be a given share of first ones on average.
formula-time-limits-good = Pauses that are long against the waits behind.
formula-time-limits-bad = Quick attempts meet the same queue again, so that they fail together more often than computed.

formula-circuit-breaker = Circuit breaker
formula-circuit-breaker-computes = The share of calls that a breaker lets through.
formula-circuit-breaker-assumes = In the long run it lets so many calls through that their share of failures is just the threshold, and always a few to find out whether the other side is back. It judges a call by its last attempt. What it stops fails at once.
formula-circuit-breaker-good = The mean relief of the called side over minutes.
formula-circuit-breaker-bad = The swing between open and closed is not shown, nor are windows and half-open times of a certain product.

formula-two-steady-states = Two steady states
formula-two-steady-states-computes = Whether a system that was flooded stays in a worse state at the very load that it carries well otherwise, such as a storm of retries.
formula-two-steady-states-assumes = The same network is solved twice: from an empty system, and from one that has seen twenty times as many requests. Two states are reported where their goodput differs by more than 0.5 %. It is looked for only where somebody tries again.
formula-two-steady-states-good = Where the worse state is reported, both lasting states fulfil the same equations.
formula-two-steady-states-bad = It does not say how likely or how long the worse one is, and a third state in between could be missed.

# How requests come in
formula-distances = Distances
formula-distances-computes = The round trip between two regions.
formula-distances-assumes = The great circle between the two cities, lengthened as ITU-T Y.1541 does for cables (1.5 times below 1,000 km, 1.25 times above 1,200 km), at two thirds of the speed of light. The link's own latency is added. What stands in no data centre is near everything.
formula-distances-good = Within some 10 % between continents with direct cables.
formula-distances-bad = Too short by up to a half where cables go around. Routers, queues and the last mile are not in it.

formula-name-lookup = Share of requests that look a name up
formula-name-lookup-computes = How many requests have to wait for a name server because the resolver has no valid answer.
formula-name-lookup-assumes = A resolver keeps an answer for its time to live T. Of n users behind it who send r requests per second each, one request in 1 + n r T looks the name up. Requests are random in time.
formula-name-lookup-good = Users who come independently of each other.
formula-name-lookup-bad = Caches in browsers and operating systems, and resolvers that lengthen or ignore the time to live.

# Data
formula-hit-ratio = Hit ratio
formula-hit-ratio-computes = How often a cache has what is asked for, from memory, object size, popularity, eviction, time to live and writes.
formula-hit-ratio-assumes = Requests are independent of each other, with Zipf popularity. LRU by Che's approximation: an object stays for a characteristic time after its last use. FIFO in the same way, from when it was stored. LFU with perfect knowledge. All objects have the same size.
formula-hit-ratio-good = Within 0.03 % of simulation for a thousand objects and more.
formula-hit-ratio-bad = Real requests come in waves of interest: what was just asked for is asked for again, and hits are more frequent than computed. For a handful of objects it is a per cent off. A cold cache after a restart is not in it.

formula-staleness = Stale reads
formula-staleness-computes = The share of reads that get an old value because a write to the same object came shortly before.
formula-staleness-assumes = Writes to an object are random, with its share of the popularity. With a lag of L seconds and w writes per second, a read is old with probability 1 - exp(-w L). In a cache that writes go around, an entry is read at a random age up to its time to live.
formula-staleness-good = A lag that stays as it is drawn, and readers who are not the writers.
formula-staleness-bad = The lag of a replica does not grow with its load here, as it does in overloaded systems. Who reads what he has just written meets it more often.

formula-quorums = Quorums (N, R, W)
formula-quorums-computes = The load on the nodes, the time until R copies have answered a read or W a write, and what fails when nodes are down.
formula-quorums-assumes = Copies are drawn by chance, and each does the same work, with one disk operation. A write goes to every copy that is up. Copies alive are hypergeometric. A read may miss the last write with probability C(N-W, R) / C(N, R), for 1/R of the time of a write (Bailis and others).
formula-quorums-good = Loads are exact. Stale reads far from saturation.
formula-quorums-bad = A search that many shards divide costs its core time at one copy, so that its response time is too long. Nodes that queue are stale more often than computed. No hinted hand-off, no read repair.

formula-shards = Shards and the hot shard
formula-shards-computes = The load of the fullest shard, and the time of a query that has to ask all shards.
formula-shards-assumes = One shard has the celebrity, the most popular object and its equal share of the rest; the others are alike. A query over all shards asks each at once and waits for the last. Denormalised, there is no such query, and every write is done in two places.
formula-shards-good = Where a few objects dominate. Mean loads are exact for one celebrity.
formula-shards-bad = Chance puts further popular objects on the same or on other shards. The load of moving data when a shard is added is not in it.

formula-replication = Replication
formula-replication-computes = What copying writes costs, and how long a commit waits for it.
formula-replication-assumes = Every copy does the primary's core time and its own disk operations once more for each write. A synchronous commit waits until every direct copy that is up has done the write, a semi-synchronous one for the first; an asynchronous one does not wait: its writes stand in a log at each copy, from which as many are applied at a time as the copy has connections. Where more are written than can be applied the log grows without end and every read there is old. After the loss of a primary, the figures are those with a promoted replica; what stood in its log then counts as lost.
formula-replication-good = Loads are exact.
formula-replication-bad = Products that confirm on receipt of a write commit more quickly than computed. Those that apply a log before they promote its copy lose less, and take longer. Conflicts between several primaries are not counted.

formula-sessions = Sessions
formula-sessions-computes = The operations on a session store, the memory that sessions take, and the uneven load of servers that users stay with.
formula-sessions-assumes = One operation per page and one more per write. A session lives for its time to live after its last use. Requests of a user are random in time. With sessions in their memory, the fullest server has so much more of the load than the others as its parameter says. A run follows the users whom a balancer ties to servers: each server keeps a session for half an hour after its last use and loses it when it is lost; users come back to a server that returns.
formula-sessions-good = Mean memory is exact under these assumptions.
formula-sessions-bad = Beyond full memory, sessions are lost before their time; that users sign in again is not counted.

# Messages
formula-messages = Messages and backlog
formula-messages-computes = How long a publisher waits, how many messages wait for a consumer, for how long, and whether the backlog grows.
formula-messages-assumes = Taking a message in is part of the request: one operation, the bytes that brokers append to disk (merged up to 256 KiB), and the acknowledgement. From then on it is a job of its own that waits for the one line of all consumers of a component. A queue buys time; it adds no throughput.
formula-messages-good = Below the consumers' capacity, as a line with several servers.
formula-messages-bad = Above it the backlog grows without end: the figure is then the growth per second, and what a finite queue or retention would drop is not in it.

formula-redelivery = Redelivery
formula-redelivery-computes = How often a message is handed out again because its consumer failed or did not finish in time, and how many end as dead letters.
formula-redelivery-assumes = The clock begins when a consumer takes the message. A consumer that was given up on finishes its work all the same. An event router delivers again from the start, after a pause that doubles from one second on.
formula-redelivery-good = Redelivery timeouts well above the mean working time.
formula-redelivery-bad = Attempts are taken to be independent: a message that always fails is not told apart from bad luck.

formula-partitions = Partitions
formula-partitions-computes = How many consumers can work at a time on a queue whose messages are divided into partitions.
formula-partitions-assumes = Each consumer component may use its part of them, by weight and by workers, rounded to whole partitions. Messages lie evenly on the partitions.
formula-partitions-good = Many keys of similar weight.
formula-partitions-bad = One busy key: its partition is fuller than the mean says.

formula-message-rings = Rings of messages
formula-message-rings-computes = The rates where a message leads back to what sent it.
formula-message-rings-assumes = Each time round, a fixed share goes on. The rates are unknowns of the fixed point, found with Anderson acceleration.
formula-message-rings-good = Exact where rates are proportional to each other.
formula-message-rings-bad = Where every message leads to one or more further ones, there is no steady state, and the page says that the figures did not settle.

# Failures
formula-availability = Availability
formula-availability-computes = The share of time in which requests can be answered, in nines and minutes of a year, and what the downtime comes from.
formula-availability-assumes = Components, places and units fail and are repaired independently of each other, each by its mean times. What a request needs is read from the same programs that are solved for response times, as a binary decision diagram: what several paths share counts once. Time limits and further attempts bring nothing back.
formula-availability-good = Exact for independent failures, however often a component occurs on the paths.
formula-availability-bad = Failures with a common cause outside the drawing (a bad release, a mistake) are not in it. Nor is the time until a balancer notices, nor whether what is left can carry the load.

formula-failover = Fail-over
formula-failover-computes = How much of the time a primary with its replicas serves, fail-over times included.
formula-failover-assumes = A Markov chain: how many are up, and whether the primary serves, fails over by itself, or waits for a fail-over by hand. All times are exponential; one is repaired at a time. Places join in only while one of them is down.
formula-failover-good = Exact for exponential times and members that are alike.
formula-failover-bad = Fixed times (a time limit until detection) give slightly other figures. Members with different failure rates count with their mean.

formula-outage = What an outage leaves behind
formula-outage-computes = How many requests pile up while a component stands still, how many are refused, and how long it takes to work them off.
formula-outage-assumes = A fluid: requests come and are served at steady rates, as if they could be divided. What finds no place is refused. Afterwards the spare capacity works the backlog off.
formula-outage-good = Backlogs of many requests.
formula-outage-bad = Near capacity chance adds to the backlog. That users try again or give up in the meantime is not in it.

# What each kind does to a request
card-kind-users-does = They send files, reads and writes at a steady mean rate times the peak factor, independently of each other; or as a fixed number of people who wait and think.
card-kind-users-omits = Daily curves and sudden crowds. The peak factor stands for them.
card-kind-dns-does = A share of the requests waits for a look-up first. While it is down, only those fail whose stored answer has expired.
card-kind-dns-omits = Its own capacity; zones and delegation.
card-kind-geo-dns-does = As DNS; besides, it sends every group of users to the nearest entry that is up, and to one on standby only where no active one is left.
card-kind-geo-dns-omits = The time until a failure is noticed and old answers have expired.
card-kind-cdn-does = A hit ends at the edge after its time; a miss goes on to an origin. It is near every user, and its way to an origin is the mean over the users.
card-kind-cdn-omits = Its many places are one part here, with one cache; tiers of edges are not told apart.
card-kind-load-balancer-does = It passes so many requests per second and chooses one healthy target for each. On layer 4 it chooses once per connection and takes no time per request.
card-kind-load-balancer-omits = The time until a health check notices a failure: a target that is down gets nothing at once.
card-kind-single-server-does = A worker is held from the first to the last step; web and database work take turns on the same cores.
card-kind-single-server-omits = That its parts crowd each other out of memory and the processor's caches.
card-kind-web-server-does = A worker is held for the whole time of a request. A core works for the request's own part of it; then the calls follow in turn, or all at once.
card-kind-web-server-omits = Time for switching between many workers, and garbage collection, unless the spread of the service times stands for them.
card-kind-service-does = As a web server; it also takes messages with hands of its own, as many as it has workers, on the same cores.
card-kind-service-omits = The same as there.
card-kind-worker-does = It takes a message when a worker is free, holds it until the work is done, and calls what it needs.
card-kind-worker-omits = Fetching several messages ahead, and working on them in batches.
card-kind-cache-does = One operation per look-up; what it has spares the store behind. A write drops, renews or passes by an entry, as its strategy says. The fullest node has the most popular object.
card-kind-cache-omits = Many misses of one object at the same moment, all of which go to the store; a cold cache after a restart.
card-kind-relational-database-does = A connection is held during work on a core, then the disk operations in turn, then the wait for copies.
card-kind-relational-database-omits = Locks, and plans of queries that change with the amount of data.
card-kind-read-replica-does = It answers reads as its primary would, applies every write once more, and refuses writes unless it has been promoted.
card-kind-read-replica-omits = A lag that grows with its load: the lag is the one that is typed in.
card-kind-sharded-database-does = A request for one key goes to one shard; a query over all asks every shard and waits for the last. One shard is the hottest.
card-kind-sharded-database-omits = The load of resharding, and transactions over several shards.
card-kind-key-value-store-does = A read asks R of N copies, a write waits for W; each copy costs its node core time and a disk operation.
card-kind-key-value-store-omits = Hinted hand-off, read repair and compaction.
card-kind-document-store-does = As a key-value store, with the core time of the chosen access pattern.
card-kind-document-store-omits = Locks within a document, and queries without an index.
card-kind-column-store-does = As a key-value store, with the core time of the chosen access pattern.
card-kind-column-store-omits = Compaction, and rows that are spread over many files.
card-kind-graph-store-does = As a key-value store; a traversal costs the core time that is given for it.
card-kind-graph-store-omits = That a traversal grows with the number of neighbours, and steps that cross nodes.
card-kind-search-engine-does = As a key-value store; a full-text search costs its core time at one copy.
card-kind-search-engine-omits = That many shards divide a search: response times are then too long. Merging of index segments.
card-kind-session-store-does = One operation per page, one more per write; its memory fills with the sessions that are alive.
card-kind-session-store-omits = That users sign in again when sessions are lost beyond full memory.
card-kind-object-storage-does = The first byte takes its time, then the file comes at the bandwidth of one request. It is never short of anything.
card-kind-object-storage-omits = A provider's limits on requests per second for one prefix.
card-kind-message-queue-does = It takes a message in (an operation, its bytes on disk, the acknowledgement) and keeps it until a consumer is done.
card-kind-message-queue-omits = What a full disk or the retention time would drop; batches.
card-kind-pub-sub-does = It hands a message to everyone who listens now. What finds no free listener is lost.
card-kind-pub-sub-omits = Buffers on the way to a listener.
card-kind-event-router-does = It gives every subscriber a copy, and delivers again from the start after a failure.
card-kind-event-router-omits = Filters: the share of a link stands for them.
card-kind-metrics-does = Asking for figures at intervals costs the reporter a little core time.
card-kind-metrics-omits = Its own load. How much sooner a failure is noticed is not in the steady state.
card-kind-logs-does = Each request ends with a line that is written on the cores of the reporter, for the share that is kept.
card-kind-logs-omits = Its own load.
card-kind-automation-does = It carries no requests. Lost servers and workers are back after its time to recover, where that is shorter than their own repair.
card-kind-automation-omits = Fewer bad releases: set their share yourself. What holds data is repaired as it says, with or without automation.
card-kind-data-centre-does = It gives what stands inside a region, and so the round trips to others. When it fails, everything inside fails with it.
card-kind-data-centre-omits = Distances within a region.
card-kind-zone-does = When it fails, everything inside fails with it.
card-kind-zone-omits = Latency between zones: give it to the links.

# The dialogs
page-card-title = How is this computed?
page-card-proof = Is it true?
page-card-open = How is this computed?
page-card-lead = Every figure comes from one of these, never from a rule of thumb. Each says what it assumes, and where it is not to be relied on.
page-card-search = Search formulas and components
page-card-nothing = Nothing here has that in it.
page-card-index = All formulas and components
page-card-formulas = Formulas
page-card-kinds = Components
page-card-why = { $figure }: how is this computed?
page-card-of-kind = Figure of: { $kind }
page-card-computes = What it computes
page-card-assumes = What is assumed
page-card-good = Where it is good
page-card-bad = Where it is not
page-card-sources = Sources
page-card-own = No publication: our own way of computing it, stated above in full.
page-card-new-tab = (opens a new tab)
page-card-also = This figure also rests on
page-card-related = See also
page-card-rested = Components that rest on it
page-card-does = What it does to a request
page-card-omits = What is left out
page-card-rests = What its figures rest on

# The proof
page-proof-lead = Systems whose answers are known, drawn as ordinary documents and computed here in your browser by the same engine as your own drawing.
page-proof-running = { $done } of { $total } systems computed
page-proof-passed = { $figures ->
    [one] One figure, within its tolerance.
   *[other] { $figures } figures, all within tolerance.
}
page-proof-failed = { $failed } of { $figures } figures are not within tolerance.
page-proof-none = There is nothing to compare in this file.
page-proof-table = Known and computed
page-proof-metric = metric
page-proof-expected = expected
page-proof-got = computed
page-proof-error = error
page-proof-tolerance = tolerance
page-proof-pass = within
page-proof-yes = yes
page-proof-no = no
page-proof-no-figure = none
page-proof-source = Source:
page-proof-file = Check a file of your own
page-proof-own-file = Cases of { $name }
page-proof-built-in = Back to the built-in cases
page-proof-unread = { $name } cannot be used.
page-proof-not-json = It is not JSON: line { $line }, column { $column }.
page-proof-not-cases = It is JSON, but not a file of cases. Look at: { $field }
page-proof-bad-case = The case { $id } cannot be used. Look at: { $field }
page-proof-unreadable = The browser could not read it.
page-proof-format = The format is described with the command line: scaleground check.

# Names of figures on the buttons that lead here
page-figure-response-time = Response time
page-figure-goodput = Goodput
page-figure-refusals = Refusals
page-figure-utilization = Utilization
page-figure-breaking-point = Breaking point
page-figure-busy = Busy share
page-figure-comparison = Healthy against struck
page-figure-steady-states = Steady state
