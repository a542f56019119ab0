## 시스템이 무너지는 모습의 예. 실행하면 시나리오가 함께 펼쳐집니다.

example-cache-loss-title = 캐시를 잃으면
example-cache-loss-summary = 캐시가 비자 뒤의 데이터베이스가 다시 일어서지 못합니다
example-cache-loss-see = 초당 읽기 1,000건 가운데 대부분을 캐시가 답하고, 400건을 할 수 있는 데이터베이스는 한가합니다. 실행해 보세요. 20초에 캐시가 비워집니다. 거의 모든 요청이 데이터베이스로 몰리고, 줄은 부른 쪽이 기다리는 1초보다 길어지며, 늦은 답은 캐시를 채우지 못합니다.
example-cache-loss-breaks = 캐시는 데이터베이스를 돕는 것이 아니라 그 용량의 일부였습니다. 캐시가 없으면 모두가 늦고 아무것도 다시 차지 않는 두 번째 상태가 이어집니다.
example-cache-loss-next = 다음 두 예를 열거나 타임라인에서 그 예와 비교해 보세요. 하나는 데이터베이스가 16코어이고, 하나는 캐시를 데웁니다.

example-cache-ample-title = 캐시를 잃어도 넉넉한 데이터베이스
example-cache-ample-summary = 똑같이 캐시가 비어도, 데이터베이스가 모든 읽기를 혼자 할 수 있어 아무도 모릅니다
example-cache-ample-see = 초당 읽기는 똑같이 1,000건이지만 데이터베이스가 16코어여서 1,600건을 합니다. 실행해 보세요. 20초에 캐시가 비워집니다. 데이터베이스가 한동안 바쁘지만 모든 답이 제때 와서 저장되고, 캐시는 다시 찹니다.
example-cache-ample-breaks = 캐시를 잃어도 끄떡없으려면 평소에는 노는 용량을 값으로 치러야 합니다.
example-cache-ample-next = 다시 탈이 날 때까지 코어를 줄여 보세요. 평소에 빗나가는 읽기가 아니라 모든 읽기를 감당할 수 있는지가 문제입니다.

example-cache-warmed-title = 다시 데우는 캐시
example-cache-warmed-summary = 똑같이 캐시가 비고 데이터베이스도 작지만, 캐시가 찰 때까지 조금만 받습니다
example-cache-warmed-see = 데이터베이스는 캐시를 잃는 예처럼 초당 읽기 400건을 합니다. 실행해 보세요. 20초에 캐시가 비워지고, 곧바로 초당 읽기 1,000건 가운데 300건만 받습니다. 받은 요청은 모두 답을 얻고, 빗나갈 때마다 캐시가 차며, 130초에는 다시 모두 받습니다.
example-cache-warmed-breaks = 그 2분 동안 받지 않은 사람은 아무것도 얻지 못합니다. 그러지 않으면 아무도, 끝내 얻지 못합니다.
example-cache-warmed-next = 더 일찍 모두 받아 보세요. 데이터베이스가 다시 무너질 때까지 타임라인에서 제한의 끝을 앞당깁니다.

example-lost-writes-title = 사라진 쓰기
example-lost-writes-summary = 뒤처진 복제본이 자리를 이어받으면, 아직 오지 않은 것은 사라집니다
example-lost-writes-see = 초당 쓰기 100건이 들어오고 복제본은 2초 뒤처집니다. 실행해 보세요. 30초에 주 데이터베이스를 잃고, 20초 뒤 복제본이 자리를 잇습니다. 마지막 2초 동안 확인받은 쓰기, 곧 지연 곱하기 속도인 200건쯤이 사라집니다.
example-lost-writes-breaks = 비동기 복제는 쓰기를 빠르게 하는 대신 잃을 수 있습니다. 동기 복제는 아무것도 잃지 않지만, 복제본을 잃으면 모든 쓰기가 멈춥니다.
example-lost-writes-next = 복제본을 기다리는 쓰기의 예를 열어 보세요. 잃는 쓰기는 없지만, 복제본이 멈추면 쓰기도 멈춥니다.

example-kept-writes-title = 복제본을 기다리는 쓰기
example-kept-writes-summary = 확인받은 쓰기는 하나도 잃지 않지만, 복제본이 없으면 쓰지 못합니다
example-kept-writes-see = 초당 쓰기는 똑같이 100건이지만, 복제본에 닿을 때까지 기다립니다. 실행해 보세요. 30초에서 60초까지 복제본을 잃으면 주 데이터베이스가 멀쩡한데도 쓰기 3,000건이 모두 거절됩니다. 90초에는 주 데이터베이스를 잃고 20초 뒤 복제본이 자리를 잇는데, 확인받은 쓰기는 하나도 사라지지 않습니다.
example-kept-writes-breaks = 잃는 것은 없지만, 둘 다 살아 있어야 하므로 하나일 때보다 쓰지 못하는 때가 많습니다.
example-kept-writes-next = 복제를 비동기로 바꿔 다시 실행해 보세요. 복제본을 잃어도 쓰기는 멈추지 않고, 주 데이터베이스를 잃으면 200건쯤이 사라집니다.

example-region-loss-title = 지역을 잃으면
example-region-loss-summary = 한 지역의 사용자가 다른 지역으로 몰리는데, 둘을 감당하기에는 작습니다
example-region-loss-see = 두 지역에 각각 초당 300건이 들어오고 서버는 각각 400건을 할 수 있습니다. 실행해 보세요. 30초에 한 지역을 잃습니다. 10초 동안(상태 확인과 이름의 유효 시간) 그 사용자들은 실패하고, 그 뒤 다른 지역으로 가서 그곳에 600건이 몰립니다.
example-region-loss-breaks = 고장 난 것이 없는 지역에서 요청의 3분의 1이 거절됩니다. 각 지역이 둘의 일을 할 수 있을 때에만 서로를 지킵니다.
example-region-loss-next = 서버를 8코어로 키워 다시 실행하면 10초만 남습니다. 그다음 이름의 유효 시간을 줄여 보세요.

example-sticky-sessions-title = 고정 세션
example-sticky-sessions-summary = 서버를 잃자 그 메모리에 있던 세션도 사라집니다
example-sticky-sessions-see = 사용자 36,000명이 초당 360건을 보냅니다. 로드 밸런서는 각 사용자를 서버 넷 가운데 하나에 붙이고, 세션은 그 서버의 메모리에 있습니다. 실행해 보세요. 30초에 서버 하나를 잃고, 4분의 1인 세션 9,000개도 함께 사라집니다. 10초 동안(상태 확인) 그 사용자들은 실패하고, 그 뒤 다른 서버로 가서 다시 로그인해야 합니다.
example-sticky-sessions-breaks = 과부하도 없고 답도 빠른데 9,000명이 하던 일 도중에 쫓겨납니다. 사용자를 기억하는 서버는 잃어서도 안 되고, 한가할 때 줄일 수도 없습니다.
example-sticky-sessions-next = 세션 저장소를 둔 예를 열거나 타임라인에서 그 예와 비교해 보세요. 같은 서버를 잃어도 세션은 잃지 않습니다.

example-kept-sessions-title = 저장소에 둔 세션
example-kept-sessions-summary = 똑같이 서버를 잃어도 다시 로그인할 사람은 없습니다
example-kept-sessions-see = 고정 세션의 예와 사용자도 서버도 같지만, 로그인 상태는 세션 저장소에 있습니다. 실행해 보세요. 30초에 서버 하나를 잃습니다. 10초 동안(상태 확인) 요청의 4분의 1이 실패하고, 그 뒤 다른 서버가 답하며 세션은 하나도 잃지 않습니다.
example-kept-sessions-breaks = 이제 잃어서는 안 될 것은 저장소입니다. 페이지마다 한 번, 쓰기마다 두 번 묻습니다.
example-kept-sessions-next = 대신 세션 저장소에 장애를 내 보세요. 아무도 서비스를 쓸 수 없습니다. 그다음 대기 장비를 두세요.

example-queue-drains-title = 비워지는 큐
example-queue-drains-summary = 몰려든 메시지가 큐에서 기다렸다가 나중에 처리됩니다
example-queue-drains-see = 초당 메시지 100건, 작업 서버는 200건을 합니다. 실행해 보세요. 20초 동안 500건이 들어옵니다. 거절되는 것은 없고, 6,000건이 쌓였다가 초당 200에서 100을 뺀 속도로 1분에 걸쳐 비워집니다.
example-queue-drains-breaks = 큐는 처리량을 늘리지 않고 시간을 벌어 줍니다. 마지막에 온 메시지는 30초를 기다립니다.
example-queue-drains-next = 작업 서버를 두 배로 늘리면 더미가 작아지고 더 빨리 사라집니다. 그다음 비워지지 않는 큐를 열어 보세요.

example-queue-stays-title = 비워지지 않는 큐
example-queue-stays-summary = 작업 서버가 할 수 있는 것보다 조금 많은 메시지
example-queue-stays-see = 초당 메시지 210건, 작업 서버는 200건을 합니다. 거절되는 것도 없고 보내는 쪽의 응답 시간도 그대로인데, 큐는 초당 10건씩 끝없이 늘어납니다. 20초 동안 몰려들고 나면 6,000건이 더 쌓인 채로 남습니다.
example-queue-stays-breaks = 큐는 모자란 것을 감춥니다. 보내는 쪽이 아니라 가장 오래된 메시지의 나이를 보세요.
example-queue-stays-next = 작업 서버를 하나 늘려 다시 실행하면 비워집니다.
