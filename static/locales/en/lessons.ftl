# The lists of examples
example-group-chapter = The chapter, stage by stage
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
example-stage-5-breaks = The web servers and the databases are bigger now and have cores to spare, but not network: at about 5.2 million users the files that they send fill their network cards.
example-stage-5-next = Shorten the time to live, or strike the cache, and watch the replicas take the rush. Then let the files come from a CDN.

# Stage 6
example-stage-6-title = Stage 6: a CDN
example-stage-6-summary = Files come from the edge, near the users
example-stage-6-see = Six of ten requests end at the edge. The web tier sends pages and answers only, and its network is nearly empty.
example-stage-6-breaks = At about 7.3 million users the web tier's cores are full. What is left is work that only it can do, so it has to grow and shrink with the load.
example-stage-6-next = Strike the CDN: without a fall-back to the origin the files are lost. Switch the fall-back on, and the origin takes a load that it was not built for.

# Stack Overflow, a day
example-stack-overflow-title = Stack Overflow, 12 November 2013
example-stack-overflow-summary = One day of the whole network, from published counts
example-stack-overflow-see = 148 million requests in a day are 1,714 a second. Each makes 2.3 SQL queries and 2.8 Redis operations on average; one in 41 asks the tag engine. On average 32 requests are in progress in the nine web servers together.
example-stack-overflow-breaks = It does not: this is the day's average, on machines bought with much room to spare. The number of cores was not published with the counts and is assumed.
example-stack-overflow-next = Raise the typed rate until something gives way. Or strike web servers one by one, and see how few would do.
