# What can be opened: the chapter, stage by stage, and real systems.

lesson-stage = Stage { $number }
lesson-breaks = Why it stops being enough
lesson-next = Try this
lesson-further = Next stage: { $title }
lesson-dismiss = Hide this note

example-single-server-title = One server for everything
example-single-server-purpose = A domain name and one machine
example-single-server-see = The browser asks DNS for the address and keeps the answer until its TTL runs out. Then it sends an HTTP request to the one machine, where web application, database and cache run side by side, and gets HTML or JSON back.
example-single-server-breaks = Pages and queries compete for the same cores. As more people come, the server's cores are full first, and web and database slow each other down.
example-single-server-next = Move the users slider to the right and watch the response time climb well before the cores are full. Then strike the server: everything is gone at once.

example-database-apart-title = The database moves out
example-database-apart-purpose = Web server and database on two machines
example-database-apart-see = The database has a machine of its own. Each of the two can now be sized for its own work, at the price of a short trip over the network for every query.
example-database-apart-breaks = Building pages and sending files is more work than the queries behind them: the web server's cores are full while the database still has room.
example-database-apart-next = Select the web server and give it the next bigger machine. See how far that moves the breaking point, and who is next.

example-scale-up-title = Bigger machines
example-scale-up-purpose = Scale up: more cores, the same drawing
example-scale-up-see = The same two machines with more cores each. Nothing else had to change, which is what makes scaling up so tempting.
example-scale-up-breaks = The web server's cores are full again, only later. The ladder of machines ends, a core costs more near its top, and however big the machine is, it is still the only one.
example-scale-up-next = Climb the ladder rung by rung and compare the price with what each rung adds. Then strike the web server: size did not make it safer.

example-load-balancer-title = Two web servers behind a balancer
example-load-balancer-purpose = Scale out: a load balancer spreads the requests
example-load-balancer-see = Users know only the public address of the load balancer. It passes each request to one of two web servers on private addresses, and skips a server that fails its health checks.
example-load-balancer-breaks = The web tier is no longer the narrowest place. Both servers ask the same database, and its cores are full next; if it fails, everything fails with it.
example-load-balancer-next = Strike one web server: the other one carries on, as long as it can carry the whole load alone. Then do the same to the database.

example-replication-title = A primary and its read replicas
example-replication-purpose = Reads go to copies of the database
example-replication-see = Writes go to the primary, which copies them to two replicas; reads are spread over the replicas. Most requests only read, so this takes nearly all of the work off the primary. The web tier has grown along with it.
example-replication-breaks = The replicas answer the same questions again and again, and their cores are full first. Another replica would help, but it would only repeat the same work once more.
example-replication-next = Strike one replica: the other one takes its reads. Strike both: the reads come back to the primary. Copies lag a little behind, so a read may return a value that has just changed.

example-cache-title = A cache in front of the database
example-cache-purpose = What is read often is kept in memory
example-cache-see = Before a web server asks a replica, it asks the cache. What is there never reaches the database; what is not is fetched and kept for a while. A few popular things make up most of the reads, so a small memory answers many of them.
example-cache-breaks = Now the web servers' cores are full first. Most of the requests are for files that hardly ever change, and the web servers send them anyway, to users near and far.
example-cache-next = Strike the cache at this load and see what arrives at the replicas. Then shorten its time to live, or take away memory, and watch the hit ratio.

example-cdn-title = Files from the edge
example-cdn-purpose = A CDN near the users, object storage behind it
example-cdn-see = Files come from a CDN close to the users; what the edge does not have, it fetches from object storage. The web servers are left with pages and changes, and files arrive sooner.
example-cdn-breaks = Every change still goes to one machine: the primary's cores are full first. Neither replicas nor cache nor CDN take a single write off it.
example-cdn-next = Compare the response times of files and pages. Strike the CDN with and without its fall-back to the origin. Then give the primary a bigger machine and find out what gives way next.

example-stack-overflow-title = Stack Overflow, 12 November 2013
example-stack-overflow-purpose = One day, from the counts that were published
example-stack-overflow-see = All of the network's requests pass one load balancer and nine web servers; behind them stand SQL Server, Redis and the tag engine. Rates, calls per request and times are worked out from Nick Craver's counts for that day. The number of cores is our assumption, ample on purpose, because the published times already contain the waiting. All requests are drawn as reads, because the counts do not tell.
example-stack-overflow-breaks = On an average second of that day, nothing here is near its limit. The rate is typed in, so the users slider does not change it.
example-stack-overflow-next = Multiply the rate of the users and see which tier fills up first. Take web servers away until it hurts. A day's average hides the busiest hour: how much room is left for it?
