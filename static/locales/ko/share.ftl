# 링크나 파일에 생길 수 있는 문제.
share-error-too-long = 길이가 { $length }자입니다. { $limit }자까지만 읽습니다. 링크 대신 파일로 열어 주세요.
share-error-not-a-link = 주소에 Scaleground 토폴로지가 들어 있지 않습니다. 링크 전체를 복사했는지 확인해 주세요.
share-error-newer-version = 더 새로운 버전({ $version })에서 만든 링크입니다. 페이지를 새로 고친 뒤 링크를 다시 열어 주세요.
share-error-damaged = 링크가 손상되었습니다. 일부가 빠졌거나 전달 과정에서 바뀌었습니다. 전체를 다시 복사해서 열어 주세요.
share-error-too-large = 압축을 풀면 { $limit }바이트를 넘습니다. 토폴로지로 볼 수 없어 열지 않았습니다.
share-error-not-json = { $line }행 { $column }열: { $what }. 올바른 토폴로지 JSON이 아닙니다.
share-error-not-a-topology = JSON이지만 Scaleground 토폴로지가 아닙니다. "format" 항목이 없습니다.
share-error-not-a-flowchart = Mermaid 순서도가 아닙니다. "flowchart"나 "graph"로 시작해야 합니다.
share-error-nothing-inside = 그림 안에 토폴로지가 없습니다. 여기에서 저장한 뒤 다른 프로그램으로 고치지 않은 그림만 열 수 있습니다.
share-error-too-many = { $what } 항목이 { $count }개 있습니다. { $limit }개까지 열 수 있습니다.

share-what-components = 구성 요소
share-what-links = 연결
share-what-faults = 장애
share-what-incidents = 사건
share-what-steps = 단계
share-what-values = 값
share-what-groups = 묶음

# 그대로 쓸 수 없었던 부분. { $place }에 위치가 나옵니다.
share-problem-unknown-name = { $place }: "{ $name }" 이름을 알 수 없어 제외했습니다.
share-problem-not-here = { $place }: 여기에는 없는 매개변수라서 제외했습니다.
share-problem-out-of-range = { $place }: { $value } 값은 { $min } ~ { $max } 범위를 벗어나 가장 가까운 값을 썼습니다.
share-problem-wrong-sort = { $place }: 값의 종류가 맞지 않아 기본값을 썼습니다.
share-problem-duplicate-id = { $place }: 번호 { $id }번이 두 번 쓰여 뒤의 것을 제외했습니다.
share-problem-no-such-component = { $place }: { $id }번 구성 요소가 없어 제외했습니다.
share-problem-not-connectable = { $place }: { $from } → { $to } 방향으로는 연결할 수 없어 제외했습니다.
share-problem-duplicate-link = { $place }: 같은 연결이 두 번 나와 뒤의 것을 제외했습니다.
share-problem-not-a-container = { $place }: { $id }번은 이 구성 요소가 들어갈 수 있는 데이터 센터나 영역이 아닙니다.
share-problem-too-long = { $place }: { $limit }자를 넘어 뒷부분을 잘랐습니다.
share-problem-no-counterpart = { $place }: "{ $text }" 부분은 토폴로지에 해당하는 것이 없어 제외했습니다.
share-problem-no-label = { $place }: 연결에는 글을 적을 수 없어 "{ $text }" 글을 제외했습니다.
share-problem-no-such-group = { $place }: "{ $name }" 묶음은 데이터 센터도 영역도 아니라서 안에 있는 것만 가져왔습니다.
share-problem-guessed = { $place }: "{ $name }"의 종류를 이름으로 알 수 없어 { $kind }(으)로 보았습니다. 확인해 주세요.
