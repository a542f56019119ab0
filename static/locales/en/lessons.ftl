# The lists of examples
example-group-chapter = The chapter, stage by stage
example-group-behaviour = How systems behave
example-group-real-system = Real systems

# Stage 0
example-stage-0-title = Stage 0: one server
example-stage-0-summary = Web application, database and cache on one machine
example-stage-0-see = A user asks DNS for the address, then the server for pages and files. The name is looked up once and kept for minutes; hardly any request pays for it.
example-stage-0-breaks = Two cores do the work of the application and of the database. At about 67,000 users both are busy all the time and requests queue.
example-stage-0-next = Move the slider past the mark and watch the waiting grow. Then give the database a machine of its own.

# Stage 1
example-stage-1-title = Stage 1: the database apart
example-stage-1-summary = Two machines, each with work of its own
example-stage-1-see = The database no longer takes cores from the web server, so each can be sized by itself.
example-stage-1-breaks = The web server did most of the work all along. At about 97,000 users its two cores are full, while the database is not half busy.
example-stage-1-next = Scale the web server up, one machine at a time, and see when the database becomes the limit.

# Stage 2
example-stage-2-title = Stage 2: bigger machines
example-stage-2-summary = Scaling up, as far as the ladder goes
example-stage-2-see = Nothing in the drawing changed but the machines: 16 cores for the web server, 8 for the database. The capacity grew eightfold.
example-stage-2-breaks = At about 776,000 users the web server is full again. The ladder of machines ends, a core costs more near its end, and if this one machine fails, nobody is served.
example-stage-2-next = Strike the web server: everything is lost. Then put a load balancer in front of two of them.

# Stage 3
example-stage-3-title = Stage 3: a load balancer
example-stage-3-summary = Two web servers share the requests
example-stage-3-see = Users know only the load balancer's public address; the servers behind have private ones. Each gets half of the requests, so each is only half as busy.
example-stage-3-breaks = The web tier now has room, and the load meets the next limit: at about 873,000 users the 8 cores of the one database are full.
example-stage-3-next = Strike one web server: the other would have to carry everything, which at this load it cannot. Then relieve the database of its reads with replicas.

# Stage 4
example-stage-4-title = Stage 4: replication
example-stage-4-summary = Writes to the primary, reads to its replicas
example-stage-4-see = Nine of ten queries only read. They go to two replicas; the primary keeps the writes. It copies each of them to both replicas, which do that work once more. The web tier is four servers on one card.
example-stage-4-breaks = At about 1.48 million users the replicas' cores are full: seven tenths of that work are the same reads again and again, three tenths are writes, and those a further replica would not relieve.
example-stage-4-next = Strike the replicas: reads fall back to the primary, which cannot carry them. Then keep what is read often in a cache.

# Stage 5
example-stage-5-title = Stage 5: a cache
example-stage-5-summary = What is read often is kept in memory
example-stage-5-see = The web servers ask the cache first. The hit ratio follows from memory, popularity and time to live; only the misses reach the replicas.
example-stage-5-breaks = The web servers and the databases are bigger now, the replicas most of all, and have cores to spare, but not network: at about 5.2 million users the files that they send fill their network cards.
example-stage-5-next = Shorten the time to live, or strike the cache, and watch the replicas take the rush. Then let the files come from a CDN.

# Stage 6
example-stage-6-title = Stage 6: a CDN
example-stage-6-summary = Files come from the edge, near the users
example-stage-6-see = Six of ten requests end at the edge. The web tier sends pages and answers only, and its network is nearly empty.
example-stage-6-breaks = At about 7.3 million users the web tier's cores are full. What is left is work that only it can do, so it has to grow and shrink with the load.
example-stage-6-next = Strike the CDN: without a fall-back to the origin the files are lost. Switch the fall-back on, and the origin takes a load that it was not built for.

# Stage 7
example-stage-7-title = Stage 7: a stateless web tier
example-stage-7-summary = Sessions in a store, servers that come and go
example-stage-7-see = Who is signed in stands in the session store, so any server can answer anybody. Nobody is tied to a server, and the web tier grows and shrinks with the load: at seven tenths of its cores it adds a machine.
example-stage-7-breaks = The web tier is no longer the limit. At about 9.6 million users the writes fill the primary's 16 cores. And everything stands in one place: far users wait for every answer, and if the place is lost, nobody is served.
example-stage-7-next = Strike the data centre: all is lost. Then build a second one on another continent.

# Stage 8
example-stage-8-title = Stage 8: two data centres
example-stage-8-summary = Seoul and Frankfurt behind GeoDNS
example-stage-8-see = GeoDNS answers each user with the nearer entry: Asia goes to Seoul, Europe to Frankfurt. Reads are answered near the user. Every write still goes to the one primary in Seoul, and from Europe it waits for the way there and back.
example-stage-8-breaks = A write does all its work while the user waits, also what nobody needs at once. And the primary is still one: it gives way at the same 9.6 million users as before.
example-stage-8-next = Strike the data centre in Frankfurt: Europe is sent to Seoul, which carries both and is far away for them. Then strike Seoul instead: a replica in Frankfurt becomes the primary, all of Asia waits for the long way, and writes that had not been copied are lost. Then take slow work out of the request.

# Stage 9
example-stage-9-title = Stage 9: a message queue
example-stage-9-summary = Slow work is done later, by workers
example-stage-9-see = A write leaves a message in the queue and is answered as soon as the queue has it. Mail and smaller pictures, a tenth of a second of work each, are made by workers at their own pace. More messages: more workers; none: the fewest.
example-stage-9-breaks = The queue buys time, it adds no throughput: with too few workers the messages wait longer and longer. The limit of requests is still the primary, at about 9.6 million users. And nobody would know, for nothing here is watched.
example-stage-9-next = Strike the workers: users notice nothing, the messages wait. Strike the queue: then writes fail. Then find out about such things before the users do.

# Stage 10
example-stage-10-title = Stage 10: logs, metrics, automation
example-stage-10-summary = Knowing what happens, and repairing it quickly
example-stage-10-see = Web tiers and workers report their figures every minute and write a line for each request. That costs them a little of their cores. In return a failure is noticed after a minute or two and not when users complain.
example-stage-10-breaks = What is watched is still limited by the one primary, at about 9.6 million users. Further replicas do not help, since all writes go to it; a bigger machine moves the limit once more, and the ladder of machines ends.
example-stage-10-next = Look at how much work the reports are, and write down only a tenth of the requests. Then divide the writes.

# Stage 11
example-stage-11-title = Stage 11: a sharded database
example-stage-11-summary = Four databases divide the keys
example-stage-11-see = The key of a row decides which of four databases keeps it, so each takes a part of the reads and of the writes. There are twice as many users as before.
example-stage-11-breaks = The keys are not equally popular: a celebrity draws a twentieth of all. At about 19.2 million users the 16 cores of that shard are full, while the other three have a fifth to spare; queries over all shards wait for the slowest. And all of the application is still one program: everybody changes it, and one mistake stops all of it.
example-stage-11-next = Raise the share of the hottest key and see one shard decide for all. Add shards, and compare how much data moves. Then split the application.

# Stage 12
example-stage-12-title = Stage 12: services and events
example-stage-12-summary = A hotel booking tells the others that it happened
example-stage-12-see = The web tier hands bookings to the reservation service, which stores them and publishes one event. The router gives a copy to each who wants to know: stock counts the rooms, broadcast tells the channels, and the queue from before sends the mail. None of them knows the others. Stock is written for every booking too, so there are eight shards now.
example-stage-12-breaks = Each part can fail, grow and be deployed by itself, and each call and each event is a place where time passes or something is lost. The stock is right a moment later, not at once. At about 19.4 million users the celebrity's shard is full again: more shards divide everything but that one key.
example-stage-12-next = Strike the stock service: bookings go on, its events wait. Then switch off that the router keeps events, and strike it again: now they are lost.

# Retry storm
example-retry-storm-title = Retry storm
example-retry-storm-summary = One load, two lasting states: a good one and a jam
example-retry-storm-see = 250 requests a second reach a server that can do 400. Who has no answer within a second gives up and asks again, twice at most; the server does not notice and works on what was given up. There are two steady states at this load: all answered in hundredths of a second, or 750 requests a second of which none is answered in time.
example-retry-storm-breaks = Growing slowly, it gives way at about 38,400 users. But from 12,800 users on, a jam that has once begun keeps itself up: each request that is too late becomes three.
example-retry-storm-next = Halve the users and see the second state go. Or let the users retry within a budget of a tenth: then the jam does not last.

# Users who think
example-thinkers-title = Users who think
example-thinkers-summary = Whoever waits for an answer asks nothing meanwhile
example-thinkers-see = 300 users each send a request, wait for the answer, think for two seconds and send the next. They make no more requests than the database answers: 125 a second. Users = throughput x (thinking + response time).
example-thinkers-breaks = It does not break, it slows down. Up to about 255 users each further one adds requests; beyond that each adds 8 ms of waiting for all.
example-thinkers-next = Double the users: the same throughput, with more than two seconds more to wait. Then halve the database's read time and see the web server become the limit.

# Stack Overflow, a day
example-stack-overflow-title = Stack Overflow, 12 November 2013
example-stack-overflow-summary = One day of the whole network, from published counts
example-stack-overflow-see = 148 million requests in a day are 1,714 a second. Each makes 2.3 SQL queries and 2.8 Redis operations on average; one in 41 asks the tag engine. On average 32 requests are in progress in the nine web servers together.
example-stack-overflow-breaks = It does not: this is the day's average, on machines bought with much room to spare. The number of cores was not published with the counts and is assumed.
example-stack-overflow-next = Raise the typed rate until something gives way. Or strike web servers one by one, and see how few would do.
