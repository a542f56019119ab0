# 캔버스를 둘러싼 화면.

# 위쪽 막대
page-title = 토폴로지 제목
page-untitled = 제목 없는 토폴로지
page-undo = 실행 취소
page-undo-what = 실행 취소: { $what }
page-redo = 다시 실행
page-redo-what = 다시 실행: { $what }
page-users = 부하
page-users-slider = 사용자 수
page-users-typed = 사용자 수 직접 입력
page-users-word = 명
page-users-count = { $count }명
page-breaks-at = 한계 { $users }명
page-open = 예제
page-share = 공유
page-help = 키보드와 도움말
page-switch-language = 한국어로 보기
page-theme-auto = 테마: 시스템 설정
page-theme-light = 테마: 밝게
page-theme-dark = 테마: 어둡게

# 패널
page-panels = 패널
page-palette = 구성 요소
page-inspector = 속성
page-results = 결과
page-outline = 목록
page-close-palette = 구성 요소 닫기
page-close-inspector = 속성 닫기
page-close-results = 결과 닫기
page-skip = 캔버스로 건너뛰기

# 팔레트
page-search = 구성 요소 검색
page-search-nothing = 그런 이름의 구성 요소가 없습니다. 캐시, 큐, 데이터베이스처럼 하는 일로 찾아보세요.

# 열 수 있는 것
page-blank = 빈 캔버스
page-blank-purpose = 처음부터 시작
page-previous = 이전에 열었던 것
page-previous-purpose = 돌아가기: { $title }
page-open-file = 파일 열기
page-open-file-purpose = JSON으로 저장한 토폴로지
page-examples-chapter = 단계별로 배우기
page-examples-real = 실제 시스템

# 시작
page-begin = 사람이 더 몰려오면 어떻게 될까요?
page-begin-lead = 시스템을 그리고 사용자 슬라이더를 움직여, 무엇이 먼저 무너지는지 확인해 보세요.
page-begin-blank = 직접 만들기
page-begin-blank-how = 구성 요소를 끌어다 놓거나 누르세요. / 키로 검색합니다
page-begin-chapter = 단계별로 배우기
page-begin-chapter-how = 서버 한 대에서 수백만 사용자까지, 한 번에 하나씩
page-begin-example = 실제 시스템 열기
page-begin-example-how = 운영자가 공개한 수치 그대로

# 공유
page-share-title = 토폴로지 공유
page-share-link = 이 토폴로지의 링크
page-share-ready = 링크 길이는 { $length }자입니다.
page-share-copied = 복사했습니다. { $length }자 링크에 토폴로지 전체가 들어 있습니다.
page-share-by-hand = 브라우저가 클립보드 사용을 막았습니다. 링크({ $length }자)를 선택해 두었으니 Ctrl C(맥은 ⌘ C)로 복사하세요.
page-share-long = 2,000자가 넘는 메시지를 자르는 채팅 프로그램이 있습니다. 파일로 보내는 편이 안전합니다.
page-share-private = 모든 내용이 링크 안에 들어 있습니다. 서버로 보낸 것이 없고, 링크는 만료되지 않습니다.
page-copy = 복사
page-copied = 복사했습니다
page-save = 파일로 저장
page-save-purpose = JSON 파일로도 저장할 수 있으며, 명령줄에서도 읽습니다.
page-close = 닫기

# 열어 본 링크와 파일
page-opened-link = 링크에서 열었습니다.
page-opened-file = 열었습니다: { $name }
page-opened-problems = 그대로 쓸 수 없었던 부분이 { $count }개 있습니다.
page-opened-replaced = 이전 내용은 남아 있습니다. 실행 취소로 되돌릴 수 있습니다.
page-opened-back = 이전 내용으로 돌아가기
page-broken-link = 이 링크를 열 수 없습니다.
page-broken-file = 열 수 없습니다: { $name }
page-broken-kept = 이전 내용은 그대로 남아 있습니다.
page-copy-raw = 받은 주소 그대로 복사
page-not-saved = 이 브라우저는 이 페이지의 내용을 저장하지 않습니다.
page-not-saved-advice = 새로 고치면 작업이 사라집니다. 떠나기 전에 파일로 저장하거나 링크를 복사해 두세요.

# 도움말
page-help-title = 키보드와 도움말
page-help-lead = 모든 작업을 마우스로도, 키보드만으로도, 터치로도 할 수 있습니다. 글자 키는 캔버스에 초점이 있을 때 동작합니다.
page-help-build = 만들기
page-help-move = 둘러보기
page-help-search = 구성 요소 검색
page-help-rename = 선택한 항목의 이름 바꾸기
page-help-connect = 다른 구성 요소에 연결: 화살표로 고르고 Enter
page-help-delete = 삭제
page-help-duplicate = 복제
page-help-clipboard = 복사, 잘라내기, 붙여넣기
page-help-history = 실행 취소, 다시 실행
page-help-next = 다음·이전 구성 요소나 연결
page-help-nudge = 선택한 항목 옮기기 (Shift와 함께: 다섯 칸)
page-help-all = 모두 선택
page-help-pan = 누른 채 끌어서 화면 옮기기
page-help-zoom = 확대, 축소
page-help-fit = 전체 보기, 선택 보기, 100 %
page-help-escape = 동작 취소, 선택 해제
page-help-mac = 맥에서는 Ctrl 대신 ⌘ 키를 누릅니다.

# 속성
page-left-side = 왼쪽 패널
page-name = 이름
page-product = 제품
page-product-generic = 일반
page-tile-busy = { $resource } 사용률 (총 { $units })
page-tile-p99 = 이 구간의 p99
page-tile-arrivals = 들어오는 요청
page-tile-refused = 여기서 거절
page-tile-hits = 적중률
page-resources = 자원
page-parameters = 매개변수
page-more = 매개변수 { $count }개 더 보기
page-on = 켬
page-off = 끔
page-typed = { $name } 직접 입력
page-reset-to = { $name }: 기본값({ $value })으로 되돌리기
page-why = 왜 { $value }?
page-why-named = { $name }: 왜 { $value }?
page-range = 범위: { $min } ~ { $max }
page-yours = 직접 고른 값입니다. 기본값: { $default }
page-default-from = 기본값 { $default }:
page-source-assumption = 발표된 자료가 없어 저희가 가정한 값입니다.
page-source-definition = 매개변수의 뜻에서 정해지는 값입니다.
page-machine = { $cores }코어, { $memory }
page-per-month = 월 { $price }
page-scale-up = 스케일 업
page-scale-down = 스케일 다운
page-ladder-top = 더 큰 서버가 없습니다
page-ladder-foot = 더 작은 서버가 없습니다
page-next-machine = 다음: { $machine }
page-instances = 인스턴스 { $count }개
page-scale-out = 스케일 아웃: 인스턴스 하나 더
page-scale-in = 스케일 인: 인스턴스 하나 줄이기
page-fail = 고장 내기
page-fail-one = 인스턴스 하나 고장 내기
page-heal = 복구
page-heal-all = 모두 복구
page-is-down = 멈춰 있습니다.
page-is-down-with-place = 속해 있는 장소가 멈춰 함께 멈췄습니다.
page-instances-down = 인스턴스 { $count }개 중 { $down }개가 멈췄습니다.
page-called-by = 호출하는 곳
page-calls = 호출 대상
page-show-link = 이 연결 보기
page-connection = 연결
page-reverse = 방향 바꾸기
page-traffic = 응답 트래픽
page-duplicate = 복제
page-delete = 삭제
page-selected = { $count }개 선택
page-selected-of = 구성 요소 { $components }개, 연결 { $links }개
page-counts = 구성 요소 { $components }개, 연결 { $links }개, 장소 { $places }개
page-offered = 들어온 요청
page-served = 정상 응답
page-struck = 고장 난 구성 요소: { $count }개
page-findings = 살펴볼 점 ({ $count })
page-select-something = 구성 요소나 연결을 선택하면 여기에서 보고 바꿀 수 있습니다.

# 결과
page-classes = 요청 종류
page-response-time = 응답 시간
page-no-results = 아직 요청이 없습니다. 사용자를 추가해 응답할 곳에 연결하세요.
page-no-answers = 이 종류의 요청은 하나도 응답받지 못합니다.
page-not-converged = 계산이 수렴하지 않았습니다. 마지막 단계의 값이니 믿지 마세요.
page-distribution-label = { $class } 응답 시간: 중앙값 { $median }, 95 % { $p95 } 이내, 99 % { $p99 } 이내
page-figures = 수치
page-utilization = 사용률
page-refusals = 무엇이 왜 거절되는가
page-nothing-refused = 거절되는 요청이 없습니다.
page-total = 합계
page-served-share = { $share } 정상 응답
page-comparison = 고장: { $names }
page-column-class = 종류
page-column-offered = 유입
page-column-goodput = 정상
page-column-mean = 평균
page-column-p50 = p50
page-column-p95 = p95
page-column-p99 = p99
page-column-resource = 자원
page-column-component = 구성 요소
page-column-busy = 사용률
page-column-units = 사용 중
page-column-wait = 대기
page-column-rate = 초당
page-column-where = 위치
page-column-why = 이유
page-column-refused = 거절
page-column-served-healthy = 평상시
page-column-served-now = 현재 응답
page-column-p99-healthy = 평상시 p99
page-column-p99-now = 현재 p99
page-busy-of = { $busy } / { $units }
page-gives-way = { $users }명에서 한계: { $component }, { $resource }
page-never-gives-way = 1억 명까지 한계에 이르는 곳이 없습니다
page-headline-full = { $component } 포화 ({ $resource }): 전체 요청의 { $share } 손실
page-headline-near = { $component } ({ $resource }): { $users }명에서 한계
page-headline-failed = 고장: { $names } · 전체 요청의 { $share } 손실
page-headline-lost = 전체 요청의 { $share } 응답 실패

# 단계별 설명
page-lesson-see = 살펴보기
page-lesson-breaks = 어디서 막히나
page-lesson-next = 다음에 해 볼 것
page-headline-waiting = { $component } 포화 ({ $resource }): 요청이 줄을 섭니다
page-course = 시간에 따라
page-course-outage = 인스턴스 하나가 { $between } 돌다가 고장 나고, 장애는 알아채기까지의 시간을 더해 { $length } 이어집니다.
page-course-enough = 부하가 한 번에 두 배가 되어도 지금 도는 { $instances }개로 충분합니다.
page-course-scaling = 부하가 한 번에 두 배가 되면 { $steps }단계에 걸쳐 { $from }개에서 { $to }개로 늘고, 늦어도 { $time } 뒤에 모두 응답합니다.
page-course-backlog = 메시지가 { $messages }개 밀리면 인스턴스 { $instances }개를 돌립니다.
page-course-warming = 비우면 { $time } 뒤에 적중률의 90 %를 되찾습니다.
page-course-warmed = 쓰기 전에 채우므로 재시작 뒤에도 저장소에 몰리지 않습니다.
page-course-kept = 보관 기간을 넘기는 메시지가 없습니다.
page-course-lost = 이대로 가면 { $time } 뒤에 첫 메시지가 보관 기간을 넘겨 사라집니다.
page-alarms = 경보
page-no-alarms = 기준을 넘은 수치가 없습니다.
alarm-utilization = 사용률 { $value } (기준 { $threshold })
alarm-error-share = 오류율 { $value } (기준 { $threshold })
alarm-response-time = p99 { $value } (기준 { $threshold })
