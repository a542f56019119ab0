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
page-not-yet-short = 준비 중
page-not-yet-modelled = 아직 계산하지 않습니다. 그릴 수는 있지만 수치에는 반영되지 않습니다.

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
