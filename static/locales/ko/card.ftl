# 모델 카드: 수치가 어디에서 나오는지.

# 주제
card-subject-whole = 시스템 전체
card-subject-queues = 대기
card-subject-calls = 호출
card-subject-entry = 요청이 들어오는 길
card-subject-data = 데이터
card-subject-messages = 메시지
card-subject-failure = 장애

# 얼마나 믿을 수 있는지
card-exactness-exact = 가정 아래에서 정확
card-exactness-approximate = 근사

# 시스템 전체
formula-rates = 요청률
formula-rates-computes = 사용자에서 아래로 내려가며, 컴포넌트와 연결마다 초당 요청이 몇 개 지나가는지 계산합니다.
formula-rates-assumes = 컴포넌트가 내보내는 양은 받은 양에 비례합니다. 요청당 호출 수, 비율, 가중치, 캐시 미스, 재시도가 여기에 들어갑니다. 거부된 요청은 더 내려가지 않습니다.
formula-rates-good = 정상 상태가 있으면 도착 순서나 변동과 관계없이 평균 요청률은 정확합니다.
formula-rates-bad = 긴 시간의 평균입니다. 1분 안의 순간적인 몰림은 들어 있지 않으며, 사용자의 피크 배수가 이를 대신합니다.

formula-losses = 정상 처리량과 손실
formula-losses-computes = 초당 몇 개의 요청이 올바르게 응답되는지, 나머지는 어느 컴포넌트에서 어떤 이유로 잃는지 계산합니다.
formula-losses-assumes = 잃은 요청은 그것이 결정된 곳에서 한 번만 셉니다. 재시도나 다른 응답으로 메운 실패는 손실이 아닙니다. 서로 다른 컴포넌트의 손실은 독립입니다.
formula-losses-good = 들어온 요청은 응답되거나 손실 목록에 있으며, 둘의 합은 항상 맞습니다. 용량보다 훨씬 낮거나 높을 때 손실은 가장 좁은 자원이 정합니다.
formula-losses-bad = 한 계층의 용량에서 약 2 % 안쪽이면 손실 비율이 덜 확실합니다. 워커가 많은 계층이 정확히 100 %일 때는 영점 몇 퍼센트 낮게 나옵니다.

formula-response-distribution = 응답 시간 분포
formula-response-distribution-computes = 어떤 시간 안에 응답되는 요청의 비율과, 거기에서 평균, p50, p95, p99를 계산합니다. 올바르게 응답된 요청만 셉니다.
formula-response-distribution-assumes = 한 요청의 단계별 시간은 서로 독립입니다. 차례로 하는 단계는 더하고, 갈림길은 확률로 섞습니다. 특성 함수를 코사인 급수로 전개해 분포를 얻으며, 고정된 시간은 먼저 떼어 냅니다.
formula-response-distribution-good = 대기 자체가 정확한 곳에서 백분위수의 오차는 천분의 일 안쪽입니다. 평균에 배수를 곱하는 방식은 쓰지 않습니다.
formula-response-distribution-bad = 서비스 시간이 지수 분포가 아닌 서버가 여러 대면, 기다리는 요청의 대기를 평균만 맞춘 지수 분포로 봅니다. 그래서 높은 백분위수는 덜 확실합니다. 한 요청이 같은 코어에서 서로 다른 시간만큼 두 번 일하면(웹과 데이터베이스를 겸하는 단일 서버) 두 대기가 함께 길어집니다. 이벤트 시뮬레이션과 견주면 그런 읽기와 쓰기의 p99는 용량의 60 %에서 9~12 %, 80 %에서 최대 31 % 낮고, 평균은 최대 4 % 낮습니다. 표준 편차의 14배를 넘는 부분은 다루지 않으므로, 변동 계수 제곱이 100에 가까우면 먼 꼬리를 잃습니다.

formula-breaking-point = 한계점
formula-breaking-point-computes = 첫 자원이 완전히 차는 사용자 수입니다. 그보다 먼저 요청의 0.1 %가 거부되면 그때의 사용자 수입니다.
formula-breaking-point-assumes = 사용자만 늘고 나머지는 그린 그대로입니다. 부하를 따라가는 인스턴스는 최대로 늘어난 상태입니다. 먼저 아무것도 거부하지 않고 부하를 따라간 뒤, 그 바로 아래에서 전체 네트워크를 풉니다.
formula-breaking-point-good = 코어, 디스크, 초당 한도처럼 스스로 일하는 자원이 먼저 차면 요청률만큼 정확합니다.
formula-breaking-point-bad = 무엇이 다 차기 훨씬 전에 응답 시간이 너무 길어질 수 있습니다. 그것은 목표를 지키는 용량이 알려 줍니다. 워커나 연결이 먼저 부족해지면 붙잡힌 워커와 같은 오차가 있습니다.

formula-capacity = 목표를 지키는 용량
formula-capacity-computes = 사용자에게 정한 목표(종류별 p99와 오류 비율)를 모두 지키는 최대 사용자 수입니다. 가용성은 사용자 수와 관계없으므로 따로 약속과 비교합니다.
formula-capacity-assumes = 한계점에서 아래나 위로 최대 22개의 사용자 수에서 전체 네트워크를 풀어, 0.05 %까지 좁힙니다. 쌓이는 메시지와 시간을 얻지 못하는 쓰기 복사도 지키지 못한 것으로 봅니다. 낮은 부하에서 올라온 시스템의 정상 상태입니다. 그다음 한계는 앞의 한계를 없앴을 때의 한계점입니다.
formula-capacity-good = 바탕이 되는 백분위수와 손실만큼 정확합니다.
formula-capacity-bad = 순간적인 몰림, 장애, 성장에 대한 여유가 아닙니다. 모든 컴포넌트가 지금 그린 그대로라고 봅니다. 캐시가 비어 있는 적은 사용자에서도 목표를 놓치면, 찾는 동안 만난 가장 높은 경계를 답합니다.

formula-autoscaling = 오토스케일링
formula-autoscaling-computes = 지금 부하에서 실행되는 인스턴스 수입니다.
formula-autoscaling-assumes = 가장 바쁜 자원의 평균 사용률을 목표로 유지하는 수를 올림하여, 최소와 최대 사이에서 정합니다. 메시지를 따라가는 작업 서버는 사용률 80 %로 유지합니다. 직접 소유한 장비는 늘지 않습니다.
formula-autoscaling-good = 부팅 시간과 대기 시간에 비해 천천히 변하는 부하.
formula-autoscaling-bad = 갑작스러운 증가. 정상 상태에는 새 인스턴스가 준비될 때까지의 시간이 보이지 않습니다. 부팅 시간과 쿨다운은 이 수치에 없습니다.

formula-cost = 비용
formula-cost-computes = 장비, 인스턴스, 요청, 저장, 트래픽에 드는 월(730시간) 비용과, 올바르게 응답된 요청 백만 건당 비용을 미국 달러로 계산합니다.
formula-cost-assumes = 출처가 있는 정가를 씁니다. 보이는 부하는 피크입니다. 장비처럼 월 단위로 내는 것은 한 달 내내 피크의 수로 셉니다. 요청과 트래픽은 피크를 피크 배수로 나눈 평균으로 셉니다. 고장 난 것도 실행 중인 것처럼 냅니다.
formula-cost-good = 두 설계를 비교하고, 어느 부분이 가장 비싼지 볼 때.
formula-cost-bad = 견적이 아닙니다. 할인, 무료 구간, 라이선스, 세금, 인건비는 없고 가격은 바뀝니다. 가용 영역 사이의 트래픽과, 데이터베이스의 응답이나 쓰기 복사처럼 여기에서 크기가 없는 것도 없습니다.

# 대기
formula-exponential-servers = 한 줄에 서버 여러 대 (M/M/c, 얼랑 C)
formula-exponential-servers-computes = 같은 서버 c대 앞에서 기다릴 확률, 평균 대기 시간과 그 분포를 계산합니다.
formula-exponential-servers-assumes = 요청은 서로 독립으로 도착합니다(푸아송). 서비스 시간은 지수 분포입니다. 줄은 하나이고 먼저 온 순서대로 처리합니다.
formula-exponential-servers-good = 이 가정 아래에서는 서버가 한 대든 십만 대든 정확합니다. 독립적인 사용자가 많으면 도착은 푸아송에 가깝습니다.
formula-exponential-servers-bad = 한꺼번에 몰리거나 서로 영향을 주는 도착은 실제 대기를 더 길게 만듭니다. 평균 시간이 크게 다른 요청 종류가 한 줄에 있으면 하나의 변동으로 합쳐 봅니다.

formula-finite-line = 길이가 정해진 대기열 (M/M/c/K)
formula-finite-line-computes = 대기열이 가득 차서 거부되는 요청의 비율과 나머지의 대기 시간을 계산합니다.
formula-finite-line-assumes = 한 줄에 서버 여러 대인 경우와 같고, 자리가 모두 찼을 때 온 요청은 바로 거부됩니다. 지수 분포가 아닌 서비스는 대기가 길거나 짧아지는 만큼 자리 수를 조정합니다.
formula-finite-line-good = 지수 분포이면 정확합니다. 대기 자리가 없으면 어떤 서비스 시간이든 정확합니다(얼랑 B).
formula-finite-line-bad = 다른 서비스 시간에서는 손실이 실제와 약 10 %까지 다를 수 있습니다. 몰려서 오면 더 많이 잃습니다.

formula-one-general-server = 서버 한 대, 임의의 서비스 시간 (M/G/1, 폴라체크-힌친)
formula-one-general-server-computes = 서버 한 대 앞의 평균 대기와 그 분포 전체를 계산합니다. 서비스 시간의 변동이 클수록 대기가 깁니다.
formula-one-general-server-assumes = 요청은 서로 독립으로 도착하고(푸아송), 대기열에 한계가 없으며, 먼저 온 순서대로 처리합니다.
formula-one-general-server-good = 항상 같은 시간부터 변동이 매우 큰 시간까지, 모든 서비스 시간 분포에서 정확합니다.
formula-one-general-server-bad = 도착이 몰려서 오거나 대기열에 한계가 있을 때.

formula-several-general-servers = 서버 여러 대, 임의의 서비스 시간 (M/G/c)
formula-several-general-servers-computes = 서비스 시간이 지수 분포가 아닌 서버 여러 대 앞의 평균 대기를 계산합니다.
formula-several-general-servers-assumes = 서비스 시간의 평균과 분산만 영향을 준다고 봅니다. 대기는 지수 분포일 때와 고정된 시간일 때의 사이에 있습니다(Kimura). 고정된 시간은 Cosmetatos의 식을 씁니다.
formula-several-general-servers-good = 변동이 지수 분포의 몇 배를 넘지 않으면 평균의 오차는 약 3 %입니다.
formula-several-general-servers-bad = 기다리는 요청의 대기를 지수 분포로 보므로 p99는 평균보다 덜 확실합니다. 서버가 많고 변동이 매우 크면 분산만으로 정해지지 않습니다.

formula-service-times = 서비스 시간의 변동
formula-service-times-computes = 평균과 변동 계수 제곱(SCV)에서, 서버가 요청 하나를 처리하는 시간의 분포를 정합니다.
formula-service-times-assumes = 분포의 종류를 고릅니다. 항상 같음(SCV 0), 얼랑(1 이하, 이웃한 두 차수의 혼합), 지수(1), 초지수(1 이상, 평균에 똑같이 기여하는 두 단계), 로그 정규(제한 없음).
formula-service-times-good = 평균과 분산은 정확히 맞습니다. 직접 잰 SCV를 넣으면 대기도 그에 맞습니다.
formula-service-times-bad = 평균과 분산 말고 분포의 모양은 고른 종류를 따르며, 실제 시스템의 모양이 아닙니다. 서비스 시간은 서로 독립이고 부하에 따라 변하지 않습니다.

formula-rate-limit = 초당 처리 한도
formula-rate-limit-computes = 디스크, 네트워크 카드, 로드 밸런서, 캐시 노드처럼 초당 정해진 수만 시작할 수 있는 것이 얼마나 바쁜지, 시작할 때까지 얼마나 기다리는지 계산합니다.
formula-rate-limit-assumes = 작업마다 한도의 역수만큼 똑같이 걸리는 서버 하나로 봅니다. 디스크 자체의 시간처럼 그 밖에 걸리는 시간은 서로 겹쳐서 진행됩니다.
formula-rate-limit-good = 제공자가 고르게 적용하는 한도. 사용률은 정확하고, 도착이 무작위이면 대기도 정확합니다.
formula-rate-limit-bad = 제공자는 짧은 초과를 허용하는 때가 많지만 계산에 없습니다. 워커가 적은 계층 뒤에서는 호출자가 제한된 대기열의 대기가 됩니다.

formula-round-robin = 차례로 나누기 (라운드 로빈)
formula-round-robin-computes = 로드 밸런서가 대상에 차례로 보내면 대기가 얼마나 짧아지는지 계산합니다.
formula-round-robin-assumes = 각 대상은 무작위 흐름에서 몇 번째마다 하나씩 받으므로 도착이 더 고릅니다. Kraemer와 Langenbach-Belz의 보정을 씁니다.
formula-round-robin-good = 로드 밸런서 하나 뒤에 대상이 있고 부하가 절반을 넘으면 오차는 약 5 %입니다.
formula-round-robin-bad = 그보다 낮은 부하에서는 대기가 짧아 상대 오차가 큽니다. 한 대상 앞에 로드 밸런서가 여럿이거나 연결 단위로 나누면 흐름이 섞이므로, 도착을 무작위로 봅니다.

formula-least-busy = 가장 한가한 대상, 둘 중 한가한 쪽
formula-least-busy-computes = 요청이 가장 적은 대상이나 무작위로 고른 둘 중 한가한 쪽으로 보내면 대기가 얼마나 짧아지는지 계산합니다.
formula-least-busy-assumes = 알려진 닫힌 식이 없습니다. 이벤트 시뮬레이션에 맞춘 계수를 씁니다(서버 한 대짜리 지수 분포 대상 2~64개, 부하 0.3~0.98). 양 끝은 정확합니다. 부하가 거의 가득 차면 가장 한가한 대상은 한 풀처럼 움직이고, 매우 많은 대상 중 둘을 고르는 경우는 Vvedenskaya 등의 결과를 따릅니다.
formula-least-busy-good = 평균 응답 시간은 그 시뮬레이션과 5 % 안쪽입니다.
formula-least-busy-bad = 서버가 여러 대인 대상, 서로 다른 대상, 서로의 요청을 모르는 여러 로드 밸런서.

formula-processor-sharing = 함께 쓰는 서버 (프로세서 공유)
formula-processor-sharing-computes = 줄을 서지 않고 모두가 코어를 나누어 쓸 때 요청이 얼마나 더 걸리는지 계산합니다.
formula-processor-sharing-assumes = 모두 같은 몫을 받고, 하나가 코어 하나보다 많이 쓰지 않습니다. 전환에 드는 시간은 없습니다. 도착은 무작위입니다.
formula-processor-sharing-good = 코어가 하나이면 지수 분포에서 분포 전체가 정확하고, 어떤 서비스 시간이든 작업 길이별 평균이 정확합니다.
formula-processor-sharing-bad = 코어가 하나라도 지수 분포가 아니면 변동은 근사입니다. 코어가 여럿이면 평균은 맞지만 긴 요청의 변동이 너무 큽니다.

formula-patience = 줄을 떠나는 요청 (인내 시간)
formula-patience-computes = 대기 한도를 넘겨 처리되지 못하고 떠나는 요청의 비율과 나머지의 대기를 계산합니다.
formula-patience-assumes = 모두 같은 시간까지 한 줄에서 기다립니다(M/M/c+D, Barrer, Baccelli와 Hebuterne). 떠난 요청에는 일을 하지 않았습니다.
formula-patience-good = 무작위 도착과 지수 분포에서는 용량을 넘어도 정확합니다.
formula-patience-bad = 다른 서비스 시간에서는 보정이 근사입니다.

formula-held-workers = 붙잡힌 워커와 연결
formula-held-workers-computes = 워커나 연결이 몇 개 쓰이는지, 하나를 얻으려고 얼마나 기다리는지, 몇 개가 거부되는지 계산합니다. 워커는 느린 데이터베이스를 기다리는 시간까지 포함해 요청 내내 붙잡힙니다.
formula-held-workers-assumes = 붙잡는 시간은 그동안 일어나는 모든 일의 응답 시간입니다. 대기가 붙잡는 시간을, 붙잡힌 워커가 거부를, 거부되지 않은 요청이 다시 대기를 정하므로, 셋이 맞을 때까지 반복합니다(계층형 대기 네트워크). 모든 도착은 무작위로, 대기는 서로 독립으로 봅니다.
formula-held-workers-good = 붙잡히는 것이 부족하지 않으면 정확합니다. 그 밖에는 이벤트 시뮬레이션과 몇 퍼센트 차이입니다.
formula-held-workers-bad = 한 계층의 용량에서 약 2 % 안쪽. 무작위로 만든 설계 400개 중 하나쯤은 수렴하지 않습니다. 그때는 화면이 알려 주며, 수치가 몇 퍼센트 다를 수 있습니다.

formula-limited-callers = 호출자가 제한된 대기열
formula-limited-callers-computes = 호출자가 워커나 연결을 붙잡고 있어 동시에 정해진 수만 물을 수 있는 자원의 대기를 계산합니다. 여기에서는 잃는 것이 없습니다. 포화되면 호출자가 기다리고 처리량은 용량에 머뭅니다.
formula-limited-callers-assumes = 호출자가 모두 와 있지 않으면 도착은 무작위이고, 모두 와 있으면 도착이 멈춥니다. 호출자와 대기열의 처리량이 맞도록 도착 강도를 찾습니다.
formula-limited-callers-good = 호출자가 많을 때와 모두 기다릴 때, 양 끝에서 정확합니다.
formula-limited-callers-bad = 호출자가 적고 그 사이에 있을 때 대기가 조금 다릅니다.

formula-closed-users = 생각하며 요청하는 정해진 수의 사용자
formula-closed-users-computes = 응답을 받고 생각한 뒤 다시 요청하는 정해진 수의 사용자가 초당 몇 개를 보내는지 계산합니다.
formula-closed-users-assumes = 평균값 분석(MVA)을 씁니다. 도착한 사용자는 자신이 없는 시스템을 만납니다. 서버가 여러 대면 대기와 지연으로 나눕니다(Seidmann). 사용자가 아주 많으면 Schweitzer의 근사를 씁니다.
formula-closed-users-good = 지수 분포인 서버 한 대씩이면 정확합니다. 시스템이 한가할 때와 가득 찼을 때의 처리량도 정확합니다.
formula-closed-users-bad = 백분위수: 대기의 평균은 위 분석에서, 퍼짐은 다른 곳에서 보내는 시간을 지수 분포로 본 줄에서 얻습니다. 서버 한 대와 생각 시간만 있을 때 정확한 값의 10 % 안이며, 서버가 막 가득 찬 곳에서 가장 덜 맞습니다. 포화에 가까운 여러 서버. 다른 사용자가 같은 서버를 쓰면 그 시간 비율만큼만 느려진다고 봅니다.

# 호출
formula-parallel-calls = 동시에 하는 호출
formula-parallel-calls-computes = 여러 호출 중 정해진 수가 응답할 때까지의 시간입니다. 가장 느린 것이거나 k번째로 빠른 것입니다.
formula-parallel-calls-assumes = 응답은 서로 독립입니다. 호출마다 분포 전체를 써서, 각 시각까지 충분히 응답했을 확률을 계산합니다. 필요 없게 된 호출도 끝까지 처리됩니다.
formula-parallel-calls-good = 응답이 독립이면 정확하며, 호출 하나의 분포만큼 정확합니다.
formula-parallel-calls-bad = 같은 부하를 만난 호출은 함께 느려집니다. 그러면 가장 느린 것은 계산보다 빠르고, 모두가 늦는 일은 계산보다 잦습니다.

formula-time-limits = 시간 제한, 재시도, 예산
formula-time-limits-computes = 호출이 성공할 확률, 모든 시도와 쉬는 시간을 합친 시간, 재시도가 더하는 부하를 계산합니다.
formula-time-limits-assumes = 한 번의 시도는 시간 분포 전체를 기준으로 제한을 넘으면 실패합니다. 시도는 서로 독립입니다. 호출받은 쪽에 취소를 알리지 않으면 포기한 일도 끝까지 처리됩니다. 예산은 재시도를 첫 시도의 평균 일정 비율까지 허용합니다.
formula-time-limits-good = 쉬는 시간이 뒤쪽의 대기보다 길 때.
formula-time-limits-bad = 곧바로 다시 시도하면 같은 대기열을 또 만나므로, 계산보다 자주 함께 실패합니다.

formula-circuit-breaker = 서킷 브레이커
formula-circuit-breaker-computes = 브레이커가 통과시키는 호출의 비율입니다.
formula-circuit-breaker-assumes = 길게 보면 실패 비율이 임계값과 같아지는 만큼 통과시키고, 상대가 돌아왔는지 알아볼 몇 개는 항상 보냅니다. 호출은 마지막 시도로 판단합니다. 막힌 호출은 바로 실패합니다.
formula-circuit-breaker-good = 몇 분에 걸친 평균적인 부하 감소.
formula-circuit-breaker-bad = 열리고 닫히며 흔들리는 모습은 보이지 않습니다. 특정 제품의 측정 구간이나 반열림 시간도 없습니다.

formula-two-steady-states = 두 개의 정상 상태
formula-two-steady-states-computes = 평소에는 잘 견디는 부하에서, 한 번 넘친 시스템이 재시도 폭풍처럼 더 나쁜 상태에 머무는지 계산합니다.
formula-two-steady-states-assumes = 같은 네트워크를 두 번 풉니다. 빈 시스템에서 한 번, 스무 배의 요청을 겪은 시스템에서 한 번입니다. 정상 처리량이 0.5 % 넘게 다르면 두 상태로 알립니다. 누군가 재시도할 때만 찾습니다.
formula-two-steady-states-good = 나쁜 상태를 알릴 때, 두 상태 모두 같은 식을 만족하며 지속됩니다.
formula-two-steady-states-bad = 나쁜 상태가 얼마나 자주, 얼마나 오래 생기는지는 알 수 없고, 그 사이의 세 번째 상태는 놓칠 수 있습니다.

# 요청이 들어오는 길
formula-distances = 거리
formula-distances-computes = 두 리전 사이의 왕복 시간입니다.
formula-distances-assumes = 두 도시의 대권 거리를 ITU-T Y.1541처럼 케이블 길이로 늘리고(1,000 km 미만 1.5배, 1,200 km 초과 1.25배), 빛의 속도의 3분의 2로 나눕니다. 연결 자체의 지연을 더합니다. 데이터 센터 안에 없는 것은 모든 곳에서 가깝다고 봅니다.
formula-distances-good = 직접 이어진 케이블이 있는 대륙 사이에서는 약 10 % 안쪽입니다.
formula-distances-bad = 케이블이 돌아가는 곳에서는 절반까지 짧게 나옵니다. 라우터, 그 대기열, 가입자 구간은 없습니다.

formula-name-lookup = 이름을 조회하는 요청의 비율
formula-name-lookup-computes = 리졸버에 유효한 응답이 없어 이름 서버를 기다리는 요청이 얼마나 되는지 계산합니다.
formula-name-lookup-assumes = 리졸버는 응답을 TTL(T) 동안 보관합니다. 그 뒤의 사용자 n명이 각자 초당 r개를 보내면 1 + n r T개 중 하나가 이름을 조회합니다. 요청 시각은 무작위입니다.
formula-name-lookup-good = 서로 독립으로 찾아오는 사용자.
formula-name-lookup-bad = 브라우저와 운영 체제의 캐시, TTL을 늘리거나 무시하는 리졸버.

# 데이터
formula-hit-ratio = 적중률
formula-hit-ratio-computes = 메모리, 객체 크기, 인기도, 교체 방식, TTL, 쓰기에서 캐시에 찾는 것이 있을 비율을 계산합니다.
formula-hit-ratio-assumes = 요청은 서로 독립이고 인기도는 지프 분포입니다. LRU는 Che의 근사를 씁니다. 객체는 마지막으로 쓰인 뒤 특성 시간 동안 남습니다. FIFO는 저장된 때부터 같은 방식입니다. LFU는 인기도를 완전히 안다고 봅니다. 객체의 크기는 모두 같습니다.
formula-hit-ratio-good = 객체가 천 개 이상이면 시뮬레이션과 0.03 % 안쪽입니다.
formula-hit-ratio-bad = 실제 요청은 관심이 몰려서 옵니다. 방금 찾은 것을 다시 찾으므로 적중이 계산보다 잦습니다. 객체가 몇 개뿐이면 1 % 정도 다릅니다. 재시작 직후의 빈 캐시는 없습니다.

formula-staleness = 오래된 값 읽기
formula-staleness-computes = 같은 객체에 조금 전 쓰기가 있어 이전 값을 읽는 비율입니다.
formula-staleness-assumes = 객체별 쓰기는 인기도에 비례해 무작위로 옵니다. 지연이 L초이고 초당 쓰기가 w개면 읽기가 오래된 값일 확률은 1 - exp(-w L)입니다. 쓰기가 지나쳐 가는 캐시에서는 TTL까지의 무작위 나이에서 항목을 읽습니다.
formula-staleness-good = 지연이 그린 그대로이고, 읽는 사람과 쓰는 사람이 다를 때.
formula-staleness-bad = 과부하된 시스템과 달리 여기에서는 복제 지연이 부하에 따라 늘지 않습니다. 방금 쓴 것을 바로 읽는 사람은 더 자주 겪습니다.

formula-quorums = 쿼럼 (N, R, W)
formula-quorums-computes = 노드의 부하, 읽기에 사본 R개나 쓰기에 W개가 응답할 때까지의 시간, 노드가 멈췄을 때 실패하는 것을 계산합니다.
formula-quorums-assumes = 사본은 무작위로 고르고, 모두 같은 일과 디스크 작업 하나를 합니다. 쓰기는 살아 있는 모든 사본에 갑니다. 살아 있는 사본 수는 초기하 분포입니다. 쓰기 시간의 1/R 동안, 읽기는 확률 C(N-W, R) / C(N, R)로 마지막 쓰기를 놓칠 수 있습니다(Bailis 등).
formula-quorums-good = 부하는 정확합니다. 포화에서 먼 곳에서는 오래된 읽기도 맞습니다.
formula-quorums-bad = 여러 샤드가 나누는 검색도 사본 하나의 코어 시간으로 계산하므로 응답 시간이 너무 깁니다. 대기가 쌓인 노드는 계산보다 자주 오래된 값을 줍니다. 힌트 전달과 읽기 복구는 없습니다.

formula-shards = 샤드와 뜨거운 샤드
formula-shards-computes = 가장 바쁜 샤드의 부하와, 모든 샤드에 물어야 하는 질의의 시간을 계산합니다.
formula-shards-assumes = 한 샤드가 유명 객체, 가장 인기 있는 객체, 나머지의 같은 몫을 갖고, 다른 샤드는 서로 같습니다. 전체 질의는 모든 샤드에 동시에 묻고 마지막 응답을 기다립니다. 비정규화하면 그런 질의가 없고 쓰기를 두 곳에 합니다.
formula-shards-good = 몇 개의 객체가 대부분을 차지할 때. 유명 객체가 하나면 평균 부하는 정확합니다.
formula-shards-bad = 실제로는 인기 객체가 우연히 같은 샤드나 다른 샤드에 더 놓입니다. 샤드를 추가할 때 데이터를 옮기는 부하는 없습니다.

formula-replication = 복제
formula-replication-computes = 쓰기를 복사하는 데 드는 일과, 커밋이 그것을 얼마나 기다리는지 계산합니다.
formula-replication-assumes = 모든 사본은 쓰기마다 주 서버의 코어 시간과 자기 디스크 작업을 한 번 더 합니다. 동기 커밋은 살아 있는 모든 직접 사본이 쓰기를 끝낼 때까지, 반동기는 첫 사본까지 기다리고, 비동기는 기다리지 않습니다. 비동기 쓰기는 사본마다 로그에 쌓이고, 사본의 연결 수만큼 동시에 적용됩니다. 적용할 수 있는 것보다 많이 쓰면 로그가 끝없이 늘고, 그 사본의 읽기는 모두 낡은 값입니다. 주 서버를 잃은 뒤의 수치는 복제본이 승격된 상태이고, 그때 로그에 남은 쓰기는 잃은 것으로 셉니다.
formula-replication-good = 부하는 정확합니다.
formula-replication-bad = 쓰기를 받기만 하면 확인하는 제품은 계산보다 빨리 커밋합니다. 로그를 다 적용한 뒤에 사본을 승격하는 제품은 덜 잃고 더 오래 걸립니다. 여러 주 서버 사이의 충돌은 세지 않습니다.

formula-sessions = 세션
formula-sessions-computes = 세션 저장소의 작업 수, 세션이 차지하는 메모리, 사용자가 한 서버에 머물 때의 고르지 않은 부하를 계산합니다.
formula-sessions-assumes = 페이지마다 작업 하나, 쓰기마다 하나를 더 합니다. 세션은 마지막 사용 뒤 TTL 동안 남습니다. 사용자의 요청 시각은 무작위입니다. 세션이 서버 메모리에 있으면 가장 바쁜 서버는 매개변수가 정한 만큼 더 받습니다. 실행은 로드 밸런서가 서버에 붙인 사용자를 따라갑니다. 서버는 마지막 사용 뒤 30분 동안 세션을 지니다가 자신이 사라지면 함께 잃고, 돌아온 서버에는 그 사용자들이 돌아옵니다.
formula-sessions-good = 이 가정 아래에서 평균 메모리는 정확합니다.
formula-sessions-bad = 메모리가 가득 차면 세션이 일찍 사라집니다. 사용자가 다시 로그인하는 부하는 세지 않습니다.

# 메시지
formula-messages = 메시지와 적체
formula-messages-computes = 발행자가 기다리는 시간, 소비자를 기다리는 메시지 수와 시간, 적체가 늘어나는지를 계산합니다.
formula-messages-assumes = 메시지를 받는 일은 요청의 일부입니다. 작업 하나, 디스크에 덧붙이는 바이트(256 KiB까지 합침), 확인 응답입니다. 그다음은 따로 진행되는 작업이 되어, 한 컴포넌트의 모든 소비자가 함께 쓰는 한 줄에서 기다립니다. 큐는 시간을 벌어 주지만 처리량을 늘리지 않습니다.
formula-messages-good = 소비자의 용량 아래에서는 한 줄에 서버 여러 대인 경우와 같습니다.
formula-messages-bad = 용량을 넘으면 적체가 끝없이 늘어나므로 초당 증가량을 보여 줍니다. 유한한 큐나 보관 기간이 버리는 메시지는 없습니다.

formula-redelivery = 재전달
formula-redelivery-computes = 소비자가 실패하거나 제때 끝내지 못해 메시지를 다시 내주는 횟수와, 데드 레터로 끝나는 양을 계산합니다.
formula-redelivery-assumes = 시간은 소비자가 메시지를 꺼낼 때부터 잽니다. 포기된 소비자도 하던 일을 끝냅니다. 이벤트 라우터는 1초부터 두 배씩 늘어나는 간격으로 처음부터 다시 전달합니다.
formula-redelivery-good = 재전달 시간이 평균 처리 시간보다 훨씬 길 때.
formula-redelivery-bad = 시도는 서로 독립으로 봅니다. 항상 실패하는 메시지와 운이 나쁜 메시지를 구별하지 않습니다.

formula-partitions = 파티션
formula-partitions-computes = 메시지가 파티션으로 나뉜 큐에서 소비자 몇이 동시에 일할 수 있는지 계산합니다.
formula-partitions-assumes = 소비자 컴포넌트마다 가중치와 워커 수에 따라 자기 몫의 파티션을 쓰며, 정수로 반올림합니다. 메시지는 파티션에 고르게 놓입니다.
formula-partitions-good = 비슷한 무게의 키가 많을 때.
formula-partitions-bad = 바쁜 키 하나. 그 파티션은 평균보다 더 차 있습니다.

formula-message-rings = 되돌아오는 메시지
formula-message-rings-computes = 메시지가 보낸 곳으로 되돌아올 때의 요청률을 계산합니다.
formula-message-rings-assumes = 한 바퀴마다 정해진 비율이 이어집니다. 요청률은 고정점의 미지수이며 앤더슨 가속으로 찾습니다.
formula-message-rings-good = 요청률이 서로 비례하면 정확합니다.
formula-message-rings-bad = 메시지 하나가 하나 이상의 메시지로 이어지면 정상 상태가 없으며, 수치가 수렴하지 않았다고 화면이 알려 줍니다.

# 장애
formula-availability = 가용성
formula-availability-computes = 요청에 응답할 수 있는 시간의 비율을 9의 개수와 연간 분으로 보여 주고, 중단이 어디에서 오는지 계산합니다.
formula-availability-assumes = 컴포넌트, 장소, 개별 장비는 각자의 평균 시간으로 서로 독립적으로 고장 나고 복구됩니다. 요청에 필요한 것은 응답 시간을 푸는 것과 같은 프로그램에서 읽어 이진 결정 다이어그램으로 만듭니다. 여러 경로가 함께 쓰는 것은 한 번만 셉니다. 시간 제한과 재시도는 아무것도 되살리지 않습니다.
formula-availability-good = 고장이 독립이면, 한 컴포넌트가 경로에 몇 번 나오든 정확합니다.
formula-availability-bad = 잘못된 배포나 실수처럼 그림 밖의 공통 원인은 없습니다. 로드 밸런서가 알아차릴 때까지의 시간과, 남은 것이 부하를 견디는지도 없습니다.

formula-failover = 페일오버
formula-failover-computes = 복제본이 있는 주 서버가 페일오버 시간까지 포함해 얼마나 서비스하는지 계산합니다.
formula-failover-assumes = 마르코프 체인입니다. 상태는 몇 대가 살아 있는지, 주 서버가 서비스 중인지, 자동 전환 중인지, 수동 전환을 기다리는지입니다. 모든 시간은 지수 분포이고 한 번에 하나씩 복구합니다. 장소는 그중 하나가 멈춘 동안에만 함께 계산합니다.
formula-failover-good = 시간이 지수 분포이고 구성원이 서로 같으면 정확합니다.
formula-failover-bad = 감지 제한 시간처럼 고정된 시간에서는 수치가 조금 다릅니다. 고장률이 다른 구성원은 평균으로 셉니다.

formula-outage = 중단이 남기는 것
formula-outage-computes = 컴포넌트가 멈춘 동안 쌓이는 요청, 거부되는 요청, 쌓인 것을 처리하는 데 걸리는 시간을 계산합니다.
formula-outage-assumes = 유체로 봅니다. 요청은 나눌 수 있는 것처럼 일정한 속도로 오고 처리됩니다. 자리가 없는 요청은 거부됩니다. 그 뒤 남는 용량이 쌓인 것을 처리합니다.
formula-outage-good = 많은 요청이 쌓일 때.
formula-outage-bad = 용량에 가까우면 우연이 적체를 더합니다. 그동안 사용자가 재시도하거나 포기하는 것은 없습니다.

# 종류마다 요청에 하는 일
card-kind-users-does = 파일, 읽기, 쓰기를 평균 속도에 피크 배수를 곱한 만큼 서로 독립으로 보냅니다. 또는 정해진 수의 사람이 기다리고 생각하며 보냅니다.
card-kind-users-omits = 하루 동안의 변화와 갑작스러운 몰림. 피크 배수가 대신합니다.
card-kind-dns-does = 요청의 일부는 먼저 조회를 기다립니다. 멈춘 동안에는 보관한 응답이 만료된 요청만 실패합니다.
card-kind-dns-omits = 자체 용량, 영역과 위임.
card-kind-geo-dns-does = DNS와 같고, 사용자 무리마다 가장 가까운 정상 입구로 보냅니다. 대기 중인 입구는 활성 입구가 남지 않았을 때만 씁니다.
card-kind-geo-dns-omits = 장애를 알아차리고 이전 응답이 만료될 때까지의 시간.
card-kind-cdn-does = 적중하면 엣지에서 정해진 시간에 끝나고, 미스는 원본으로 갑니다. 모든 사용자와 가깝고, 원본까지의 길은 사용자 평균입니다.
card-kind-cdn-omits = 여러 거점이 여기에서는 캐시 하나를 가진 한 부분입니다. 엣지의 계층을 구별하지 않습니다.
card-kind-load-balancer-does = 초당 정해진 수의 요청을 넘기고, 요청마다 정상 대상 하나를 고릅니다. 4계층에서는 연결마다 한 번 고르고 요청마다 드는 시간이 없습니다.
card-kind-load-balancer-omits = 상태 검사가 장애를 알아차릴 때까지의 시간. 멈춘 대상에는 바로 보내지 않습니다.
card-kind-single-server-does = 워커는 처음부터 끝까지 붙잡히고, 웹과 데이터베이스의 일이 같은 코어를 번갈아 씁니다.
card-kind-single-server-omits = 서로 메모리와 프로세서 캐시를 빼앗는 일.
card-kind-web-server-does = 워커는 요청 내내 붙잡힙니다. 코어는 요청 자신의 일을 하고, 이어서 호출을 차례로 또는 동시에 합니다.
card-kind-web-server-omits = 많은 워커 사이의 전환 시간과 가비지 수집. 서비스 시간의 변동으로 대신할 수 있습니다.
card-kind-service-does = 웹 서버와 같습니다. 메시지는 워커 수만큼의 별도 스레드로 받으며 같은 코어를 씁니다.
card-kind-service-omits = 웹 서버와 같습니다.
card-kind-worker-does = 워커가 비면 메시지를 꺼내 일이 끝날 때까지 붙잡고, 필요한 것을 호출합니다.
card-kind-worker-omits = 메시지를 미리 여러 개 가져오거나 묶어서 처리하는 것.
card-kind-cache-does = 조회마다 작업 하나. 있는 것은 뒤쪽 저장소를 덜어 줍니다. 쓰기는 전략에 따라 항목을 버리거나 새로 쓰거나 지나칩니다. 가장 바쁜 노드에 가장 인기 있는 객체가 있습니다.
card-kind-cache-omits = 같은 객체의 미스가 한순간에 몰려 모두 저장소로 가는 일, 재시작 직후의 빈 캐시.
card-kind-relational-database-does = 연결은 코어에서 일하고, 디스크 작업을 차례로 하고, 사본을 기다리는 동안 붙잡힙니다.
card-kind-relational-database-omits = 잠금, 데이터 양에 따라 바뀌는 실행 계획.
card-kind-read-replica-does = 주 서버처럼 읽기에 응답하고, 모든 쓰기를 한 번 더 적용하며, 승격되지 않으면 쓰기를 거부합니다.
card-kind-read-replica-omits = 부하에 따라 늘어나는 지연. 지연은 입력한 값입니다.
card-kind-sharded-database-does = 키 하나의 요청은 샤드 하나로 가고, 전체 질의는 모든 샤드에 물어 마지막 응답을 기다립니다. 한 샤드가 가장 뜨겁습니다.
card-kind-sharded-database-omits = 다시 나눌 때의 부하, 여러 샤드에 걸친 트랜잭션.
card-kind-key-value-store-does = 읽기는 사본 N개 중 R개에 묻고 쓰기는 W개를 기다립니다. 사본마다 노드의 코어 시간과 디스크 작업이 듭니다.
card-kind-key-value-store-omits = 힌트 전달, 읽기 복구, 컴팩션.
card-kind-document-store-does = 키-값 저장소와 같고, 고른 접근 방식의 코어 시간을 씁니다.
card-kind-document-store-omits = 문서 안의 잠금, 인덱스 없는 질의.
card-kind-column-store-does = 키-값 저장소와 같고, 고른 접근 방식의 코어 시간을 씁니다.
card-kind-column-store-omits = 컴팩션, 여러 파일에 흩어진 행.
card-kind-graph-store-does = 키-값 저장소와 같고, 탐색에는 정해 둔 코어 시간이 듭니다.
card-kind-graph-store-omits = 이웃 수에 따라 커지는 탐색, 노드를 넘나드는 단계.
card-kind-search-engine-does = 키-값 저장소와 같고, 전문 검색은 사본 하나의 코어 시간이 듭니다.
card-kind-search-engine-omits = 여러 샤드가 검색을 나누는 것. 그래서 응답 시간이 너무 깁니다. 인덱스 조각의 병합도 없습니다.
card-kind-session-store-does = 페이지마다 작업 하나, 쓰기마다 하나 더. 메모리는 살아 있는 세션으로 찹니다.
card-kind-session-store-omits = 메모리가 가득 차 세션이 사라졌을 때 다시 로그인하는 부하.
card-kind-object-storage-does = 첫 바이트에 시간이 걸리고, 이어서 요청 하나의 대역폭으로 파일이 옵니다. 부족해지는 것이 없습니다.
card-kind-object-storage-omits = 접두사 하나에 대한 제공자의 초당 요청 한도.
card-kind-message-queue-does = 메시지를 받아(작업 하나, 디스크 바이트, 확인 응답) 소비자가 끝낼 때까지 보관합니다.
card-kind-message-queue-omits = 가득 찬 디스크나 보관 기간이 버리는 것, 묶음 처리.
card-kind-pub-sub-does = 지금 듣고 있는 모두에게 메시지를 넘깁니다. 받을 손이 빈 쪽이 없으면 사라집니다.
card-kind-pub-sub-omits = 듣는 쪽으로 가는 길의 버퍼.
card-kind-event-router-does = 모든 구독자에게 사본을 주고, 실패하면 처음부터 다시 전달합니다.
card-kind-event-router-omits = 필터. 연결의 비율이 대신합니다.
card-kind-metrics-does = 일정 간격으로 수치를 묻는 데 보고하는 쪽의 코어 시간이 조금 듭니다.
card-kind-metrics-omits = 자체 부하. 장애를 얼마나 빨리 알아차리는지는 정상 상태에 없습니다.
card-kind-logs-does = 남기는 비율만큼, 요청 끝에 보고하는 쪽의 코어에서 한 줄을 씁니다.
card-kind-logs-omits = 자체 부하.
card-kind-automation-does = 요청을 나르지 않습니다. 잃은 서버와 워커는 자동화의 복구 시간이 자기 수리보다 짧으면 그 뒤에 돌아옵니다.
card-kind-automation-omits = 줄어드는 잘못된 배포. 그 비율은 직접 정하세요. 데이터를 담은 것은 자동화가 있든 없든 정해 둔 시간에 복구됩니다.
card-kind-data-centre-does = 안에 있는 것에 리전을 주어 다른 곳과의 왕복 시간을 정합니다. 멈추면 안에 있는 것이 모두 멈춥니다.
card-kind-data-centre-omits = 한 리전 안의 거리.
card-kind-zone-does = 멈추면 안에 있는 것이 모두 멈춥니다.
card-kind-zone-omits = 가용 영역 사이의 지연. 연결에 넣으세요.

# 대화 상자
page-card-title = 어떻게 계산했나요?
page-card-proof = 정말 맞나요?
page-card-open = 어떻게 계산했나요?
page-card-lead = 모든 수치는 이 가운데 하나에서 나오며, 어림짐작으로 정한 것은 없습니다. 무엇을 가정하는지, 어디에서 믿을 수 없는지 각각 밝힙니다.
page-card-search = 계산식과 컴포넌트 검색
page-card-nothing = 그런 내용이 들어 있는 항목이 없습니다.
page-card-index = 모든 계산식과 컴포넌트
page-card-formulas = 계산식
page-card-kinds = 컴포넌트
page-card-why = { $figure }: 어떻게 계산했나요?
page-card-of-kind = 이 수치의 컴포넌트: { $kind }
page-card-computes = 계산하는 것
page-card-assumes = 가정
page-card-good = 잘 맞는 곳
page-card-bad = 맞지 않는 곳
page-card-sources = 출처
page-card-own = 발표된 문헌이 없습니다. 위에 모두 적은 자체 계산 방법입니다.
page-card-new-tab = (새 탭에서 열림)
page-card-also = 이 수치의 다른 근거
page-card-related = 함께 보기
page-card-rested = 이 식을 쓰는 컴포넌트
page-card-does = 요청에 하는 일
page-card-omits = 빠진 것
page-card-rests = 수치의 근거

# 증명
page-proof-lead = 답이 알려진 시스템을 보통 문서로 그려, 여러분의 설계와 같은 엔진으로 지금 이 브라우저에서 계산합니다.
page-proof-running = 시스템 { $total }개 중 { $done }개 계산함
page-proof-passed = 수치 { $figures }개, 모두 허용 오차 안입니다.
page-proof-failed = 수치 { $figures }개 중 { $failed }개가 허용 오차를 벗어났습니다.
page-proof-none = 이 파일에는 비교할 것이 없습니다.
page-proof-table = 알려진 답과 계산한 값
page-proof-metric = 지표
page-proof-expected = 알려진 값
page-proof-got = 계산한 값
page-proof-error = 오차
page-proof-tolerance = 허용 오차
page-proof-pass = 통과
page-proof-yes = 예
page-proof-no = 아니요
page-proof-no-figure = 없음
page-proof-source = 출처:
page-proof-file = 내 파일로 확인
page-proof-own-file = { $name }의 사례
page-proof-built-in = 내장 사례로 돌아가기
page-proof-unread = { $name } 파일을 쓸 수 없습니다.
page-proof-not-json = JSON이 아닙니다. { $line }행 { $column }열을 확인하세요.
page-proof-not-cases = JSON이지만 사례 파일이 아닙니다. 확인할 곳: { $field }
page-proof-bad-case = 쓸 수 없는 사례: { $id }. 확인할 곳: { $field }
page-proof-unreadable = 브라우저가 파일을 읽지 못했습니다.
page-proof-format = 파일 형식은 명령줄 설명의 scaleground check에 있습니다.

# 여기로 오는 버튼에 쓰는 수치 이름
page-figure-response-time = 응답 시간
page-figure-goodput = 정상 처리량
page-figure-refusals = 거부
page-figure-utilization = 사용률
page-figure-breaking-point = 한계점
page-figure-busy = 사용 비율
page-figure-comparison = 정상과 장애 비교
page-figure-steady-states = 정상 상태
