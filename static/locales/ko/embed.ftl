## 보여 주는 그림: 슬라이드 안에서, 또는 이 페이지에서 발표할 때. 그리고 그 단계들.

embed-drawing = 그림
embed-empty = 아직 보여 줄 것이 없습니다.
embed-play = 실행
embed-pause = 일시 정지
embed-steps = 단계
embed-step-of = { $count }단계 중 { $step }단계.
embed-previous = 이전 단계
embed-next = 다음 단계
embed-figures = 수치
embed-fail = 장애 내기…
embed-fail-one = 장애 내기: { $name }
embed-heal-one = 복구: { $name }
embed-open = 놀이터에서 열기
embed-metric-users = 사용자
embed-metric-answered = 응답
embed-metric-goodput = 초당 응답
embed-metric-p50 = 중앙값
embed-metric-p95 = p95
embed-metric-p99 = p99
embed-metric-breaks-at = 한계

steps-title = 단계
steps-add = 단계 추가
steps-about = 단계는 지금 그려진 것을 사용자 수와 장애까지 그대로 담습니다. 발표는 단계에서 단계로 넘어갑니다.
steps-none = 아직 단계가 없습니다.
steps-caption = { $step }단계에서 할 말
steps-caption-empty = 여기서 할 말
steps-draw = { $step }단계 그리기
steps-update = 지금 그림을 { $step }단계에 담기
steps-up = { $step }단계를 위로
steps-down = { $step }단계를 아래로
steps-remove = { $step }단계 지우기
steps-here = 지금 그려짐
steps-present = 발표
steps-present-from = { $step }단계부터 발표
steps-tab = 단계

present-label = 발표
present-close = 끝내기
present-full = 전체 화면
present-keys = 화살표 키, Page Up, Page Down: 단계 이동. Home, End: 처음과 끝. K: 실행. F: 전체 화면. Escape: 끝내기.

canvas-did-step-add = 단계 추가
canvas-did-step-caption = 설명 바꾸기
canvas-did-step-move = 단계 옮기기
canvas-did-step-remove = 단계 지우기
canvas-did-step-update = 단계에 다시 담기
canvas-did-step-draw = 단계 그리기
canvas-said-step-added = { $number }단계 추가됨
canvas-said-step-moved = 이제 { $number }단계
canvas-said-step-removed = { $number }단계 지워짐
canvas-said-step-updated = { $number }단계에 지금 그림이 담김
canvas-said-step-drawn = { $number }단계가 그려짐
canvas-error-too-many-steps = 단계를 더 넣을 자리가 없습니다.

page-update = 새 버전이 준비되었습니다. 그린 것은 그대로 남습니다.
page-update-take = 새 버전 열기
page-update-later = 나중에
