# 시뮬레이션 실행: 조작, 진행, 계산 결과와의 비교.
run-run = 실행
run-pause = 일시 정지
run-resume = 계속
run-again = 다시 실행
run-anew = 지금 그림으로 다시 실행
run-stop = 정지
run-step = 한 단계
run-close = 실행 닫기
run-bar = 시뮬레이션
run-loading = 시뮬레이션을 불러오는 중 …
run-none = 실행이 없습니다. 실행을 누르면 시스템을 요청 하나하나까지 재현합니다.

run-help = 시뮬레이션
run-help-toggle = 실행, 일시 정지, 계속
run-help-step = 한 단계: 선택한 속도로 0.1초

run-speed = 속도
run-speed-fastest = 가능한 한 빠르게
run-speed-times = 실시간의 { $factor }배
run-speed-slower = 실시간의 1/{ $factor }
run-length = 길이
run-length-fitting = 자동: { $length }
run-length-next = 다음 실행의 시뮬레이션 시간
run-seed = 시드
run-seed-next = 다음 실행의 시드: 시드가 같으면 실행도 같습니다
run-progress = 시뮬레이션 시간
run-far = { $length } 중 { $now }
run-elapsed = 경과 { $time }
run-events = 초당 이벤트 { $count }개
run-reached = 실시간의 { $factor }배

run-cut = { $rate }의 모든 요청을 시뮬레이션 시간 { $length } 동안 재현합니다. { $wanted } 동안은 너무 오래 걸립니다.
run-slow = 이 기기는 { $wanted } 속도를 내지 못하고 { $reached } 속도로 진행합니다. 결과 값은 같습니다.
run-former = 이 실행은 바꾸기 전 그림의 것입니다.
run-full = 진행 중인 요청이 실행 하나가 담을 수 있는 수를 넘었습니다. 그때까지 측정한 값은 참이며, 실행은 더 나아가지 않습니다.
run-on-page = 브라우저가 백그라운드 워커를 허용하지 않아 시뮬레이션이 페이지 안에서 돌아갑니다. 결과 값은 같습니다.

run-said-running = 시뮬레이션이 진행 중입니다.
run-said-paused = 시뮬레이션 시간 { $time }에서 일시 정지했습니다.
run-said-stopped = 시뮬레이션 시간 { $time }에서 정지했습니다.
run-said-done = 시뮬레이션 시간 { $time }에서 실행이 끝났습니다.

run-trouble-not-loaded = 시뮬레이션을 불러오지 못했습니다.
run-trouble-stopped = 시뮬레이션이 오류로 멈췄습니다.
run-trouble-protocol = 시뮬레이션과 페이지의 버전이 다릅니다.
run-trouble-document = 시뮬레이션이 그림을 읽지 못했습니다.
run-trouble-outcome = 실행 결과들을 합치지 못했습니다.
run-remedy-not-loaded = 잃은 것은 없습니다. 연결을 확인한 뒤 다시 실행해 주세요.
run-remedy-stopped = 잃은 것은 없습니다. 다시 실행해 보고, 또 멈추면 사용자를 줄여 주세요.
run-remedy-protocol = 잃은 것은 없습니다. 페이지를 새로 고쳐 주세요. 그림은 남아 있습니다.
run-remedy-document = 잃은 것은 없습니다. 그림을 파일로 저장해 다시 연 뒤 실행해 주세요.
run-remedy-outcome = 잃은 것은 없습니다. 다시 확인해 주세요.

run-course = 부하
run-course-next = 다음 실행 동안 부하가 변하는 모양
run-course-steady = 일정
run-course-step = 계단: 2배로
run-course-ramp = 경사: 3배까지
run-course-spike = 급증: 잠시 5배
run-course-day = 하루: 낮과 밤

run-view = 결과에 보이는 것
run-view-figures = 정상 상태
run-view-run = 실행
run-view-check = 비교

run-check = 시뮬레이션으로 확인
run-check-again = 다시 확인
run-check-close = 비교 닫기
run-check-cancel = 취소
run-check-title = 계산과 시뮬레이션
run-check-progress = 실행 { $count }개 중 { $done }개 완료
run-check-finding = 실행 { $count }개를 합치는 중 …
run-check-former = 이 비교는 바꾸기 전 그림의 것입니다.
run-check-basis = 준비 시간 { $warm } 뒤, 시뮬레이션 시간 { $length }씩 { $count }번 실행; 시드 { $first }~{ $last }; 이벤트 { $events }개, { $time } 소요. 구간은 95 % 확률로 참값을 포함합니다.
run-check-sound = 둘 다 정상 상태의 값입니다. 그동안 고장이나 변화는 없습니다.
run-check-struck = 둘 다 지금 고장 난 것이 처음부터 끝까지 그대로인 정상 상태의 값입니다.
run-check-scenario = 시나리오는 포함되지 않습니다. 시나리오의 이전, 도중, 이후는 실행하거나 다른 버전과 비교하면 볼 수 있습니다.
run-check-play = 시나리오 실행
run-check-agree = 둘이 일치합니다. 구간과 5 %를 함께 벗어난 평균도, 구간과 10 %를 함께 벗어난 백분위수도 없습니다.
run-check-apart = { $count ->
   *[other] 값 { $count }개가 구간과 5 %(백분위수는 10 %)를 함께 벗어났습니다.
  }
run-check-unknown = 비교하기에는 관측이 너무 적습니다. 구간이 있는 값이 없습니다.
run-check-unsteady = 시뮬레이션이 절반이 넘는 시간 동안 안정되지 않았습니다. 변하고 있는 것의 값입니다.
run-check-full = 진행 중인 요청이 한도를 넘어 실행 하나가 일찍 끝났습니다.
run-check-unsettled = 계산이 수렴하지 않았으므로 여기서는 믿을 수 없습니다.
run-check-why = 왜 다른가
run-check-column-figure = 값
run-check-column-solved = 계산
run-check-column-simulated = 시뮬레이션
run-check-column-interval = 95 % 구간
run-check-column-apart = 차이
run-check-goodput = 올바른 응답
run-check-failed = 실패
run-check-mean = 평균
run-check-p50 = p50
run-check-p95 = p95
run-check-p99 = p99
run-check-busy = 사용 중
run-check-utilization = 사용률
run-check-interval = { $low } ~ { $high }
run-check-none-seen = 관측되지 않음
run-check-none-short = 관측 부족
run-check-none-dependent = 실행이 짧음
run-check-none-growing = 계속 증가
run-check-none-falling = 계속 감소
run-check-points = { $value } %p
run-check-is-apart = 벗어남

run-worth-rough = { $length } 실행은 이 시스템에 짧아({ $cause }) 구간이 넓습니다. 충분한 길이: { $wanted }.
run-worth-too-short = { $length } 실행은 정상 상태에 이르기에 너무 짧습니다({ $cause }). 그리로 가는 길의 일부입니다. 충분한 길이: { $wanted }.
run-worth-growing = 감당하지 못하는 곳이 있습니다({ $cause }). 실행이 길수록 값이 커지며 정상 상태가 없습니다.
run-unseen = 이 길이의 실행에서는 거의 일어나지 않습니다: { $cause }.
run-slow-work = { $name }: { $time } 걸리는 작업
run-slow-line = { $name }: { $time } 안에 변하는 대기열
run-slow-thinking = { $name }: { $time } 생각하는 시간
run-slow-filling = { $name }: { $time } 안에 차는 캐시
run-slow-time-limit = { $name }: 제한 시간 { $time }
run-slow-pause = { $name }: 다음 시도까지 { $time } 쉼
run-slow-lag = { $name }: { $time } 지연
run-slow-boot = { $name }: 인스턴스가 준비되기까지 { $time }

run-note-copies = { $name }: 같은 사본 { $number }개 가운데 { $kept }개를, 저마다 여러 개 몫의 크기로 시뮬레이션합니다.
run-note-sampled = { $name }: 아주 많은 사본 중 가장 한가한 것을 64개 표본에서 찾습니다.
run-note-objects = { $name }: 객체 하나가 인기가 비슷한 객체 최대 { $number }개를 대표합니다.
run-note-users = { $name }: 기다리고 생각하는 사용자 { $number }명 가운데 { $kept }명을 시뮬레이션합니다. 부하가 그림보다 낮습니다.
run-simplified = { $count ->
   *[other] 규모가 커서 단순화한 것 { $count }개
  }
