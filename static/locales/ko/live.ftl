## 시뮬레이션을 실행하는 동안 보이는 것: 연결선 위의 점, 대기열, 시간에 따른 그림, 요청 하나하나.

live-dot = { $each ->
    [one] 점 1개 = 요청 1건
   *[other] 점 1개 = 요청 { $requests }건
}
live-failed = 실패
live-instances = 인스턴스 { $count }대
live-waiting = 대기 { $count }건

live-charts = 시간에 따른 실행
live-plot-throughput = 초당 처리량
live-plot-response = 응답 시간
live-plot-utilization = 사용률
live-plot-queue = 대기 중인 요청
live-plot-failures = 이유별 초당 실패
live-goodput = 응답
live-failures = 실패
live-jobs = 완료한 작업
live-cursor = { $plot }: 읽을 시점
live-class = 응답 시간을 볼 요청 종류
live-no-failures = 실패한 요청이 없습니다.
live-no-queue = 줄에서 기다리는 요청이 없습니다.
live-nothing-yet = 아직 없습니다.
live-as-table = 실행을 표로 보기
live-table = 지금까지의 실행. 각 행은 그 시간 전체의 값입니다
live-time = 시뮬레이션 시간

live-traces = 개별 요청
live-order-newest = 최근
live-order-slowest = 가장 느린
live-order-failed = 실패
live-list = 걸린 시간과 가장 오래 머문 곳
live-none-traced = 추적한 요청 가운데 끝난 것이 아직 없습니다.
live-none-failed = 추적한 요청 가운데 실패한 것이 없습니다.
live-traced = 요청 { $count }건을 무작위로 골라 추적했습니다.
live-pick = 요청이나 응답 시간 그림의 한 점을 고르면 시간이 어디에서 걸렸는지 보입니다.
live-longest-wait = { $place }, 대기 { $time }
live-longest-work = { $place }, 처리 { $time }
live-failed-at = { $reason } ({ $place })
live-request = { $class }: { $time }
live-begun = { $time }에 시작
live-gaps = 막대가 없는 동안은 구성 요소 사이를 오가는 중입니다. 같은 시간에 나란히 있는 막대는 동시에 진행된 것이고, 끝난 뒤에도 이어지는 막대는 더는 아무도 기다리지 않는 작업입니다.
live-back = 그림으로 돌아가기
live-answered = 응답함
live-stay = 위치
live-came = 경과
live-waits = 대기
live-works = 처리
live-pauses = 쉼
live-attempt = { $number }번째 시도 전에 쉼
live-without-length = 시간이 걸리지 않은 { $count }곳은 그리지 않았습니다.
live-more-stays = { $count }곳을 더 거쳤지만 그리지 않았습니다.

live-warm-up = 준비 시간: 처음 { $time }은 어느 수치에도 들어가지 않습니다.
live-mark-load = 부하 바뀜
live-mark-struck = { $name }: { $what }
live-mark-healed = { $name }: 복구 ({ $what })
live-keep-scenario = 시나리오로 남기기
live-figures = 실행 중, { $from }부터 { $until }까지
live-figures-solved = 여기 나머지는 모두 정상 상태의 것입니다.
