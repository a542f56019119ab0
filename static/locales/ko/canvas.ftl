## 캔버스와 그 위의 동작, 화면 낭독기에 들리는 말, 개요 목록.

canvas-label = 캔버스
canvas-help = 화살표 키로 구성 요소와 연결을 차례로 살펴보고, Home과 End로 처음과 끝으로 갑니다. 스페이스로 선택합니다. 선택한 동안에는 화살표 키가 위치를 옮기고, Alt와 화살표 키는 이웃으로 갑니다. C는 연결, Enter는 이름 바꾸기, F는 장애와 복구, Delete는 삭제, 빗금은 추가, Shift와 F10은 메뉴, Escape는 선택 해제입니다. Tab으로 캔버스를 벗어납니다.
canvas-controls = 보기
canvas-zoom-in = 확대
canvas-zoom-out = 축소
canvas-zoom-reset = { $zoom }, 누르면 100 %
canvas-fit = 전체 보기
canvas-fit-short = 전체
canvas-rename-label = 새 이름
canvas-link-name = { $from } → { $to }

## 카드와 연결선 위
canvas-down = 장애
canvas-instances-down = ✕ { $count }대 중 { $down }대 장애
canvas-cores = { $cores }코어
canvas-instances-cores = { $instances }대 × { $cores }코어
canvas-instances = { $instances }대
canvas-hit = 적중 { $ratio }
canvas-label-load = 사용률 { $load }
canvas-label-saturated = 포화, 사용률 { $load }

## 메뉴
canvas-menu-add = 여기에 추가…
canvas-menu-add-behind = 뒤에 추가…
canvas-menu-connect = 연결…
canvas-menu-explain = 수치를 어떻게 계산했나요?
canvas-menu-rename = 이름 바꾸기
canvas-menu-strike = 장애 내기
canvas-menu-strike-one = 한 대만 장애 내기
canvas-menu-strike-all = 장애 내기 또는 복구
canvas-menu-heal = 복구
canvas-menu-heal-all = 모두 복구
canvas-menu-scale-out = 한 대 늘리기
canvas-menu-scale-in = 한 대 줄이기
canvas-menu-scale-up = 더 큰 서버로
canvas-menu-scale-down = 더 작은 서버로
canvas-menu-duplicate = 복제
canvas-menu-reverse = 방향 뒤집기
canvas-menu-delete = 삭제
canvas-menu-delete-contents = 안의 것까지 삭제
canvas-menu-select-all = 모두 선택
canvas-menu-fit = 전체 보기
canvas-menu-zoom-selection = 선택한 곳 보기
canvas-menu-faults = 다른 장애…
canvas-menu-back = 뒤로
canvas-menu-fault = { $what }: { $is }
canvas-menu-heal-one = 복구: { $what }
canvas-menu-plan = { $what }, 실행 { $time }에

## 빠른 추가
canvas-quick-add = 구성 요소 추가
canvas-quick-add-behind = { $name } 뒤에 추가
canvas-quick-add-search = 구성 요소나 제품 찾기
canvas-quick-add-none = 여기에 추가할 수 있는 것 중에 그런 이름은 없습니다.

## 한 일: 실행 취소와 다시 실행의 이름
canvas-did-add = 추가
canvas-did-connect = 연결
canvas-did-reconnect = 연결 옮기기
canvas-did-reverse = 연결 방향 뒤집기
canvas-did-delete = 삭제
canvas-did-duplicate = 복제
canvas-did-paste = 붙여 넣기
canvas-did-cut = 잘라내기
canvas-did-move = 옮기기
canvas-did-resize = 크기 바꾸기
canvas-did-rename = 이름 바꾸기
canvas-did-set = 설정 바꾸기
canvas-did-product = 제품 고르기
canvas-did-scale = 규모 조절
canvas-did-strike = 장애 내기
canvas-did-heal = 복구
canvas-did-users = 사용자 수 바꾸기
canvas-did-title = 제목 바꾸기
canvas-did-open = 열기

## 화면 낭독기에 하는 말
canvas-said-component = { $name }, { $count }개 중 { $place }번째, 들어오는 연결 { $in }개, 나가는 연결 { $out }개
canvas-said-link = 연결: { $from }에서 { $to }까지, { $count }개 중 { $place }번째
canvas-said-target = 연결할까요? { $from }에서 { $to }까지. { $count }개 중 { $place }번째. 화살표 키로 고르고 Enter로 연결, Escape로 그만둡니다.
canvas-said-no-target = 캔버스에 연결할 수 있는 상대가 없습니다: { $name }
canvas-said-added = 추가됨: { $name }
canvas-said-connected = 연결됨: { $from }에서 { $to }까지
canvas-said-detached = 연결을 지웠습니다. 실행 취소로 되돌릴 수 있습니다.
canvas-said-deleted = { $count }개 삭제됨
canvas-said-duplicated = { $count }개 복제됨
canvas-said-pasted = { $count }개 붙여 넣음
canvas-said-selected = { $count ->
    [0] 선택한 것 없음
   *[other] { $count }개 선택됨
}
canvas-said-moved-left = 왼쪽으로 옮김
canvas-said-moved-right = 오른쪽으로 옮김
canvas-said-moved-up = 위로 옮김
canvas-said-moved-down = 아래로 옮김
canvas-said-struck = 장애: { $name }
canvas-said-healed = 복구됨: { $name }
canvas-said-opened = 열림, 구성 요소 { $count }개
canvas-said-undone = 실행 취소: { $what }
canvas-said-redone = 다시 실행: { $what }
canvas-said-cancelled = 취소됨

## 할 수 없는 일과 그 까닭
canvas-error-gone = 더는 없는 항목입니다.
canvas-error-cannot-connect = 연결할 수 없는 조합입니다: { $from } → { $to }
canvas-error-same-ends = 자기 자신에게는 연결할 수 없습니다.
canvas-error-already-connected = 이미 연결되어 있습니다.
canvas-error-out-of-range = 범위를 벗어난 값입니다.
canvas-error-other-kind = 다른 종류의 제품입니다.
canvas-error-cannot-contain = 그 안에는 놓을 수 없습니다.
canvas-error-fixed-size = 데이터 센터와 영역만 크기를 바꿀 수 있습니다.
canvas-error-instances-down = 적어도 한 대는 남아야 합니다. 전체 장애를 내 보세요.
canvas-error-end-of-range = 더는 나아갈 수 없습니다.
canvas-error-too-many = 캔버스가 가득 찼습니다.
canvas-error-not-a-topology = 붙여 넣은 글은 구성도가 아닙니다.
canvas-error-nothing-selected = 선택한 것이 없습니다.

## 개요
canvas-outline = 개요
canvas-outline-empty = 아직 캔버스에 아무것도 없습니다.
canvas-outline-links = 연결
canvas-outline-connect = 연결 대상: { $name }
canvas-outline-rename = 이름 바꾸기: { $name }
canvas-outline-delete = 삭제: { $name }
canvas-outline-strike = 장애 내기: { $name }
canvas-outline-heal = 복구: { $name }
