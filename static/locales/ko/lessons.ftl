# 열어 볼 수 있는 예제: 단계별로 따라가는 장, 그리고 실제 시스템.

lesson-stage = { $number }단계
lesson-breaks = 왜 더는 충분하지 않은가
lesson-next = 해 보기
lesson-further = 다음 단계: { $title }
lesson-dismiss = 이 설명 숨기기

example-single-server-title = 서버 한 대로 전부
example-single-server-purpose = 도메인 이름과 서버 한 대
example-single-server-see = 브라우저는 DNS에 주소를 묻고, 받은 답을 TTL이 끝날 때까지 보관합니다. 그런 다음 서버 한 대에 HTTP 요청을 보내고 HTML이나 JSON을 받습니다. 웹 애플리케이션, 데이터베이스, 캐시가 모두 이 한 대에서 돌아갑니다.
example-single-server-breaks = 페이지를 만드는 일과 질의가 같은 코어를 두고 다툽니다. 사용자가 늘면 서버의 코어가 가장 먼저 차고, 웹과 데이터베이스가 서로를 느리게 만듭니다.
example-single-server-next = 사용자 슬라이더를 오른쪽으로 옮겨 보세요. 코어가 다 차기 훨씬 전부터 응답 시간이 길어집니다. 그런 다음 서버에 장애를 내 보세요. 한순간에 전부 멈춥니다.

example-database-apart-title = 데이터베이스 분리
example-database-apart-purpose = 웹 서버와 데이터베이스를 두 대로
example-database-apart-see = 데이터베이스가 자기 장비로 옮겨 갔습니다. 이제 두 장비의 크기를 각자의 일에 맞게 정할 수 있습니다. 대신 질의할 때마다 네트워크를 잠깐 오갑니다.
example-database-apart-breaks = 페이지를 만들고 파일을 보내는 일이 그 뒤의 질의보다 많습니다. 데이터베이스에 여유가 있는데도 웹 서버의 코어가 먼저 찹니다.
example-database-apart-next = 웹 서버를 선택해 한 단계 큰 장비로 바꿔 보세요. 한계가 얼마나 뒤로 밀리는지, 그다음은 어디가 막히는지 확인해 보세요.

example-scale-up-title = 더 큰 장비로
example-scale-up-purpose = 스케일 업: 그림은 그대로, 코어만 더 많이
example-scale-up-see = 같은 두 대가 코어만 더 많이 갖추었습니다. 다른 것은 하나도 바꾸지 않아도 되니, 스케일 업에 마음이 끌리는 것도 당연합니다.
example-scale-up-breaks = 조금 늦춰졌을 뿐, 웹 서버의 코어가 다시 찹니다. 고를 수 있는 장비에는 끝이 있고, 위로 갈수록 코어당 가격이 오릅니다. 아무리 커도 여전히 한 대뿐입니다.
example-scale-up-next = 장비를 한 단계씩 올리면서 가격과 늘어나는 처리량을 비교해 보세요. 그런 다음 웹 서버에 장애를 내 보세요. 크다고 더 안전해지지는 않았습니다.

example-load-balancer-title = 로드 밸런서와 웹 서버 두 대
example-load-balancer-purpose = 스케일 아웃: 로드 밸런서가 요청을 나눕니다
example-load-balancer-see = 사용자는 로드 밸런서의 공개 주소만 압니다. 로드 밸런서는 사설 주소에 있는 웹 서버 두 대 중 하나로 요청을 넘기고, 상태 확인에 실패한 서버는 건너뜁니다.
example-load-balancer-breaks = 이제 가장 좁은 곳은 웹 계층이 아닙니다. 두 서버가 같은 데이터베이스에 묻기 때문에 데이터베이스의 코어가 먼저 찹니다. 데이터베이스가 멈추면 전부 함께 멈춥니다.
example-load-balancer-next = 웹 서버 한 대에 장애를 내 보세요. 전체 부하를 혼자 감당할 수 있는 동안은 나머지 한 대가 이어받습니다. 데이터베이스에도 똑같이 해 보세요.

example-replication-title = 주 데이터베이스와 읽기 복제본
example-replication-purpose = 읽기는 데이터베이스의 사본으로
example-replication-see = 쓰기는 주 데이터베이스로 가고, 주 데이터베이스는 이를 복제본 두 대에 복사합니다. 읽기는 복제본이 나누어 맡습니다. 요청 대부분이 읽기이므로 주 데이터베이스의 일이 거의 사라집니다. 웹 계층도 그만큼 늘렸습니다.
example-replication-breaks = 복제본은 같은 질문에 몇 번이고 다시 답하고, 그 코어가 가장 먼저 찹니다. 복제본을 더 두면 나아지겠지만, 같은 일을 한 번 더 되풀이할 뿐입니다.
example-replication-next = 복제본 하나에 장애를 내 보세요. 다른 하나가 읽기를 이어받습니다. 둘 다 멈추면 읽기가 주 데이터베이스로 돌아갑니다. 사본은 조금 늦게 따라오므로, 방금 바뀐 값을 읽지 못할 수도 있습니다.

example-cache-title = 데이터베이스 앞의 캐시
example-cache-purpose = 자주 읽는 것은 메모리에
example-cache-see = 웹 서버는 복제본에 묻기 전에 캐시에 먼저 묻습니다. 캐시에 있으면 데이터베이스까지 가지 않고, 없으면 가져와서 얼마 동안 보관합니다. 읽기 대부분은 인기 있는 몇 가지에 몰리므로, 작은 메모리로도 많은 요청에 답할 수 있습니다.
example-cache-breaks = 이제 웹 서버의 코어가 가장 먼저 찹니다. 요청 대부분은 거의 바뀌지 않는 파일인데도, 가까운 사용자에게든 먼 사용자에게든 웹 서버가 매번 직접 보냅니다.
example-cache-next = 이 부하에서 캐시에 장애를 내고 복제본에 무엇이 몰리는지 보세요. TTL을 줄이거나 메모리를 줄이면서 적중률이 어떻게 변하는지도 살펴보세요.

example-cdn-title = 엣지에서 보내는 파일
example-cdn-purpose = 사용자 가까이에 CDN, 그 뒤에 객체 저장소
example-cdn-see = 파일은 사용자 가까이에 있는 CDN이 보내고, 엣지에 없는 파일은 객체 저장소에서 가져옵니다. 웹 서버에는 페이지와 변경 요청만 남고, 파일은 더 빨리 도착합니다.
example-cdn-breaks = 모든 변경은 여전히 한 대로 갑니다. 그래서 주 데이터베이스의 코어가 가장 먼저 찹니다. 복제본도, 캐시도, CDN도 쓰기는 하나도 덜어 주지 못합니다.
example-cdn-next = 파일과 페이지의 응답 시간을 비교해 보세요. 원본으로 우회하는 설정을 켜고 끄면서 CDN에 장애를 내 보세요. 그런 다음 주 데이터베이스를 더 큰 장비로 바꾸고, 다음에는 어디가 막히는지 찾아보세요.

example-stack-overflow-title = Stack Overflow, 2013년 11월 12일
example-stack-overflow-purpose = 공개된 집계로 그린 하루
example-stack-overflow-see = 모든 요청이 로드 밸런서 하나와 웹 서버 아홉 대를 지나고, 그 뒤에 SQL Server, Redis, 태그 엔진이 있습니다. 요청률, 요청당 호출 수, 소요 시간은 모두 Nick Craver가 공개한 그날의 집계에서 계산했습니다. 코어 수는 저희의 가정이며 일부러 넉넉하게 잡았습니다. 공개된 시간에 이미 대기 시간이 들어 있기 때문입니다. 집계에 구분이 없으므로 모든 요청을 읽기로 그렸습니다.
example-stack-overflow-breaks = 그날의 평균적인 1초를 보면 어디에도 한계에 가까운 곳이 없습니다. 요청률을 직접 입력했으므로 사용자 슬라이더를 움직여도 바뀌지 않습니다.
example-stack-overflow-next = 사용자의 요청률을 몇 배로 올려 어느 계층이 먼저 차는지 보세요. 문제가 생길 때까지 웹 서버를 줄여 보세요. 하루 평균에는 가장 바쁜 시간이 가려져 있습니다. 그때를 위한 여유는 얼마나 남아 있을까요?
