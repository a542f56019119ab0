## 장애: 무엇을 낼 수 있고 무엇이 나 있는지

fault-down = 장애 내기
fault-instances-down = 인스턴스 장애 내기
fault-slow = 느리게 하기
fault-errors = 잘못된 배포: 오류
fault-slow-instances = 잘못된 배포: 느림
fault-disk-full = 디스크 채우기
fault-flapping = 상태 확인 오락가락
fault-cache-emptied = 캐시 비우기
fault-delayed = 지연시키기
fault-lossy = 호출 잃기
fault-traffic = 트래픽 늘리기
fault-cut-off = { $other }에서 끊기

fault-is-down = 장애
fault-is-instances-down = 인스턴스 { $count }대 장애
fault-is-slow = { $factor }배 느림
fault-is-errors = 인스턴스의 { $share }가 오류로 응답
fault-is-slow-instances = 인스턴스의 { $share }가 { $factor }배 느림
fault-is-disk-full = 디스크 가득 참
fault-is-flapping = 상태 확인 오락가락
fault-is-cache-emptied = 비워짐
fault-is-delayed = { $time } 더 걸림
fault-is-lossy = { $share } 유실
fault-is-traffic = 트래픽 { $factor }배
fault-is-cut-off = { $other }에서 끊김

fault-about-down = 다른 쪽이 알아채고 돌아갈 때까지, 여기에 닿는 요청은 모두 실패합니다.
fault-about-instances-down = 상태 확인이 알아챌 때까지, 잃은 인스턴스로 간 요청은 실패합니다.
fault-about-slow = 하는 일마다 그만큼 더 오래 걸립니다.
fault-about-errors = 이 인스턴스들은 곧바로 오류로 응답합니다. 상태 확인은 알아채지 못합니다.
fault-about-slow-instances = 이 인스턴스들에서는 하는 일마다 그만큼 더 오래 걸립니다.
fault-about-disk-full = 쓰기는 실패하고 읽기는 계속됩니다.
fault-about-flapping = 멀쩡한 대상을 상태 확인이 뺐다 넣었다 합니다. 실행에서만 보입니다.
fault-about-cache-emptied = 들고 있던 것을 한 번에 모두 잃습니다. 실행에서만 보입니다.
fault-about-delayed = 이 연결을 지나는 호출마다 그만큼 더 걸립니다.
fault-about-lossy = 이만큼의 호출은 답을 받지 못합니다. 부른 쪽은 시간 제한까지 기다리고, 제한이 없으면 바로 실패합니다.
fault-about-traffic = 서로를 기다리지 않는 모든 사용자가 그만큼 더 많이 보냅니다.
fault-about-cut-off = 두 장소 사이로 호출도, 쓰기의 복제도, 메시지도 오가지 않습니다.

fault-everything = 전체
fault-figure-count = 인스턴스
fault-figure-factor = 배
fault-figure-share = 비율, %
fault-figure-seconds = 초
canvas-did-scenario = 시나리오 바꾸기
canvas-error-no-such-fault = 여기에는 낼 수 없는 장애입니다.
diagnostic-only-in-runs = 여기 난 장애는 시간에 따라 달라집니다. 실행에서만 보이고, 풀어낸 수치에는 나타나지 않습니다.
reason-unreachable = 닿을 길이 없음
reason-faulty = 오류로 응답 (잘못된 배포)
reason-disk-full = 디스크 가득 참
fault-more = 다른 장애
fault-link-is-down = 이 연결이 끊겼습니다.

run-view-scenario = 시나리오
scenario-about = 실행하는 동안 일어날 일입니다. 막대를 끌거나 시각을 입력하세요. 실행하면 펼쳐집니다.
scenario-none = 아직 정해진 일이 없습니다.
scenario-from = 부터, 초
scenario-until = 까지, 초
scenario-remove = 없애기: { $what }
scenario-what = 장애를 낼 곳
scenario-which = 어떤 장애
scenario-add = 더하기
scenario-too-short = 실행은 { $length } 동안인데 시나리오는 { $ends }까지입니다. 더 긴 실행을 고르세요.
scenario-aftermath = 이 실행의 전, 도중, 후
scenario-phase-before = 전
scenario-phase-during = 도중
scenario-phase-after = 후
scenario-served = 응답한 비율
scenario-goodput = 초당 응답
scenario-reasons = 실패 이유

outage-unforeseen-other-state = 예측하지 않습니다. 이 부하에는 두 번째 정상 상태가 있어 장애가 그리로 이끌 수 있습니다. 실행해 보세요.
outage-unforeseen-retries = 예측하지 않습니다. 답을 받지 못하면 다시 요청하므로 평소보다 많이 들어옵니다. 실행해 보세요.
outage-unforeseen-closed = 예측하지 않습니다. 사용자 수가 정해져 있어 기다리는 사용자는 더 보내지 않습니다. 실행해 보세요.
