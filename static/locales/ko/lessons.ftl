# 예제 목록
example-group-chapter = 단계별로 따라가기
example-group-real-system = 실제 시스템

# 0단계
example-stage-0-title = 0단계: 서버 한 대
example-stage-0-summary = 웹, 데이터베이스, 캐시가 한 대에서 실행됩니다
example-stage-0-see = 사용자는 DNS에서 주소를 얻은 뒤 서버에 페이지와 파일을 요청합니다. 주소는 한 번 조회하면 몇 분 동안 보관되므로 조회 비용을 치르는 요청은 거의 없습니다.
example-stage-0-breaks = 코어 두 개가 애플리케이션과 데이터베이스의 일을 모두 합니다. 사용자가 약 6만 7천 명이 되면 두 코어가 쉴 틈이 없어 요청이 쌓입니다.
example-stage-0-next = 슬라이더를 표시 너머로 옮겨 대기가 늘어나는 모습을 보세요. 그런 다음 데이터베이스를 다른 장비로 옮겨 보세요.

# 1단계
example-stage-1-title = 1단계: 데이터베이스 분리
example-stage-1-summary = 두 장비가 각자의 일을 맡습니다
example-stage-1-see = 데이터베이스가 더는 웹 서버의 코어를 쓰지 않으므로 각 장비의 크기를 따로 정할 수 있습니다.
example-stage-1-breaks = 처음부터 일의 대부분은 웹 서버의 몫이었습니다. 약 9만 7천 명에서 웹 서버의 코어 두 개가 가득 차지만 데이터베이스는 절반도 바쁘지 않습니다.
example-stage-1-next = 웹 서버를 한 단계씩 더 큰 장비로 바꾸면서 언제 데이터베이스가 한계가 되는지 살펴보세요.

# 2단계
example-stage-2-title = 2단계: 수직적 규모 확장
example-stage-2-summary = 더 큰 장비로 어디까지 갈 수 있는지 봅니다
example-stage-2-see = 그림은 그대로이고 장비만 바뀌었습니다. 웹 서버는 16코어, 데이터베이스는 8코어이며 감당하는 사용자는 여덟 배가 되었습니다.
example-stage-2-breaks = 약 77만 6천 명에서 웹 서버가 다시 가득 찹니다. 장비의 크기에는 끝이 있고, 끝에 가까울수록 코어 하나의 값이 오르며, 이 한 대에 장애가 나면 아무도 서비스를 쓸 수 없습니다.
example-stage-2-next = 웹 서버를 중단해 보세요. 모든 요청이 실패합니다. 그런 다음 로드 밸런서를 두고 웹 서버를 두 대로 늘려 보세요.

# 3단계
example-stage-3-title = 3단계: 로드 밸런서
example-stage-3-summary = 웹 서버 두 대가 요청을 나눕니다
example-stage-3-see = 사용자는 로드 밸런서의 공인 주소만 알고, 뒤의 서버는 사설 주소를 씁니다. 두 서버가 요청을 절반씩 받으므로 사용률도 절반입니다.
example-stage-3-breaks = 웹 계층에는 여유가 생겼고 이제 다음 한계가 드러납니다. 약 87만 3천 명에서 하나뿐인 데이터베이스의 코어 8개가 가득 찹니다.
example-stage-3-next = 웹 서버 하나를 중단해 보세요. 남은 한 대가 모두 맡지만 이 부하에서는 감당하지 못합니다. 그런 다음 복제본으로 데이터베이스의 읽기를 덜어 주세요.

# 4단계
example-stage-4-title = 4단계: 데이터베이스 다중화
example-stage-4-summary = 쓰기는 주 서버로, 읽기는 복제본으로 보냅니다
example-stage-4-see = 질의 열 개 중 아홉은 읽기입니다. 읽기는 복제본 두 대가 맡고 주 서버는 쓰기만 하여 한가합니다. 웹 계층은 카드 하나에 서버 네 대입니다.
example-stage-4-breaks = 약 213만 명에서 복제본의 코어가 가득 찹니다. 대부분은 같은 데이터를 거듭 읽는 일입니다.
example-stage-4-next = 복제본을 중단해 보세요. 읽기가 주 서버로 돌아가지만 주 서버는 감당하지 못합니다. 그런 다음 자주 읽는 데이터를 캐시에 두세요.

# 5단계
example-stage-5-title = 5단계: 캐시
example-stage-5-summary = 자주 읽는 데이터를 메모리에 둡니다
example-stage-5-see = 웹 서버는 먼저 캐시에 묻습니다. 캐시 적중률은 메모리, 인기 분포, TTL에서 계산되며, 적중하지 않은 읽기만 복제본에 도달합니다.
example-stage-5-breaks = 웹 서버와 주 서버를 더 큰 장비로 바꾸어 코어에는 여유가 있지만 네트워크는 그렇지 않습니다. 약 520만 명에서 웹 서버가 보내는 파일이 네트워크를 가득 채웁니다.
example-stage-5-next = TTL을 줄이거나 캐시를 중단하여 복제본에 부하가 몰리는 모습을 보세요. 그런 다음 파일을 CDN에서 보내 보세요.

# 6단계
example-stage-6-title = 6단계: CDN
example-stage-6-summary = 파일은 사용자 가까이의 엣지에서 보냅니다
example-stage-6-see = 요청 열 개 중 여섯은 엣지에서 끝납니다. 웹 계층은 페이지와 API 응답만 보내므로 네트워크가 거의 비어 있습니다.
example-stage-6-breaks = 약 730만 명에서 웹 계층의 코어가 가득 찹니다. 남은 것은 웹 서버만 할 수 있는 일이므로 부하에 따라 대수를 늘리고 줄여야 합니다.
example-stage-6-next = CDN을 중단해 보세요. 원본으로 우회하지 않으면 파일을 받을 수 없습니다. 우회를 켜면 원본이 감당하기 어려운 부하를 받습니다.

# 스택 오버플로의 하루
example-stack-overflow-title = 스택 오버플로, 2013년 11월 12일
example-stack-overflow-summary = 공개된 집계로 재현한 전체 네트워크의 하루
example-stack-overflow-see = 하루 1억 4,800만 요청은 초당 1,714건입니다. 요청 하나가 평균 2.3번의 SQL 질의와 2.8번의 Redis 연산을 하고, 41건 중 하나가 태그 엔진을 호출합니다. 웹 서버 아홉 대에서 동시에 진행되는 요청은 평균 32건입니다.
example-stack-overflow-breaks = 한계에 이르지 않습니다. 하루 평균이고 장비에 여유가 많습니다. 코어 수는 집계와 함께 공개되지 않아 가정한 값입니다.
example-stack-overflow-next = 입력한 요청률을 높여 무엇이 먼저 한계에 이르는지 보세요. 또는 웹 서버를 하나씩 중단하여 몇 대까지 견디는지 확인해 보세요.
