#!/usr/bin/env python3
"""Writes static/reference-cases.json: systems whose answers are known, computed apart from the engine.

Closed forms, recursions, exact Markov chains, complete enumeration; an event simulation with a fixed seed where there is
no closed form (its size stands in the note). Only the standard library. Run from anywhere:

    python3 tests/reference/make_cases.py
"""

import json
import math
import pathlib
import random
from collections import OrderedDict, deque
from decimal import Decimal, getcontext
from fractions import Fraction

getcontext().prec = 80
CASES = []


# What a simulation of CUSTOMERS may be off: about four standard errors, and never less than these.
CUSTOMERS = 2.0e6
SIMULATED = {"utilization": 0.01, "throughput": 0.01, "success": 0.005, "attempts": 0.01, "arrival_rates": 0.01,
             "hit_ratio": 0.02, "loss": 0.05, "timeout": 0.05, "wait_probability": 0.02, "wait_mean": 0.04,
             "response_mean": 0.02, "response_p50": 0.03, "response_p95": 0.04, "response_p99": 0.06}
# How much more than the mean response time a figure swings with the line.
SWINGS = {"wait_probability": 1.0, "wait_mean": 1.5, "response_mean": 1.0, "response_p50": 1.5, "response_p95": 1.5,
          "response_p99": 3.0}


def swing(model, params):
    """Four relative standard errors of the mean in a line that forgets in T = s (1 + scv) / 2 / (c (1 - sqrt(u))^2)."""
    if model != "queue" or params["capacity"] is not None:
        return 0.0
    servers, mean = params["servers"], params["service"]["mean_s"]
    load = params["arrival_rate_per_s"] * mean / servers
    forgets = mean * (1 + params["service"]["scv"]) / 2 / (servers * (1 - math.sqrt(load)) ** 2)
    span = CUSTOMERS / params["arrival_rate_per_s"]
    return 4 * math.sqrt(2 * max(forgets, mean) / span)


def simulated(model, params, expected, metric):
    """The tolerance for a simulation; none: what fails over months is not simulated."""
    if model in ("availability", "failover", "outage"):
        return {}
    key = next(key for key in SIMULATED if key in metric)
    off = SWINGS.get(key, 0.0) * swing(model, params)
    if key.startswith("response") and "wait_mean_s" in expected:
        # Only the wait swings, not the service.
        off *= expected["wait_mean_s"][0] / expected["response_mean_s"][0]
    return {"tolerance_simulate": round(max(SIMULATED[key], off), 3)}


def case(name, model, params, expected, source, note=None):
    """Adds a case; expected: metric -> (value, tolerance)."""
    entry = {"id": name, "model": model, "params": params}
    entry["expected"] = {
        k: {"value": float(v), "tolerance_solve": t} | simulated(model, params, expected, k) for k, (v, t) in expected.items()}
    entry["source"] = source
    if note:
        entry["note"] = note
    CASES.append(entry)


def quantile(cdf, share, high):
    """The time by which `cdf` reaches `share`, by bisection."""
    low = 0.0
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if cdf(middle) < share else (low, middle)
    return high


def percentiles(cdf, high, tolerance):
    return {f"response_p{p}_s": (quantile(cdf, p / 100, high), tolerance) for p in (50, 95, 99)}


# --- queues -----------------------------------------------------------------------------------------------------------


def queue_params(rate, servers, distribution, mean, scv, capacity=None, discipline="fifo"):
    return {
        "arrival_rate_per_s": rate,
        "arrivals": "poisson",
        "servers": servers,
        "service": {"distribution": distribution, "mean_s": mean, "scv": scv},
        "capacity": capacity,
        "discipline": discipline,
    }


def erlang_c(servers, load):
    """Probability of waiting in M/M/c, exact in rational numbers."""
    load = Fraction(load).limit_denominator(10**9)
    term, total = Fraction(1), Fraction(0)
    for k in range(servers):
        total += term
        term = term * load / (k + 1)
    last = term * servers / (servers - load)
    return float(last / (total + last))


def mmc(rate, servers, mean):
    """Probability of waiting, mean wait, mean response, distribution of the response time."""
    wait = erlang_c(servers, rate * mean)
    service, drain = 1 / mean, servers / mean - rate
    mean_wait = wait / drain

    def cdf(t):
        alone = 1 - math.exp(-service * t)
        if abs(service - drain) < 1e-12 * service:
            both = 1 - math.exp(-service * t) * (1 + service * t)
        else:
            both = 1 - (drain * math.exp(-service * t) - service * math.exp(-drain * t)) / (drain - service)
        return (1 - wait) * alone + wait * both

    return wait, mean_wait, mean_wait + mean, cdf


def make_mmc():
    for name, rate, servers, mean in [
        ("one server at 30 %", 12.0, 1, 0.025),
        ("one server at 65 %", 26.0, 1, 0.025),
        ("one server at 90 %", 450.0, 1, 0.002),
        ("two servers at 75 %", 6.0, 2, 0.25),
        ("twelve servers at 80 %", 240.0, 12, 0.04),
        ("sixty servers at 92 %", 460.0, 60, 0.12),
        ("four hundred servers at 97 %", 3880.0, 400, 0.1),
    ]:
        wait, mean_wait, response, cdf = mmc(rate, servers, mean)
        expected = {
            "utilization": (rate * mean / servers, 1e-9),
            "wait_probability": (wait, 1e-9),
            "wait_mean_s": (mean_wait, 1e-6),
            "response_mean_s": (response, 1e-6),
            **percentiles(cdf, 200 * response, 1e-3),
        }
        case(name, "queue", queue_params(rate, servers, "exponential", mean, 1.0), expected, "M/M/c: Erlang C")


def md1_cdf(rate, mean):
    """Response time of M/D/1: the wait by Crommelin's alternating series, in 80 digits."""
    rate, mean = Decimal(rate), Decimal(mean)
    idle = 1 - rate * mean

    def wait(t):
        total = Decimal(0)
        for k in range(int(t / mean) + 1):
            x = rate * (k * mean - t)
            total += x**k * (-x).exp() / math.factorial(k) if k or x else (-x).exp()
        return idle * total

    return lambda t: float(wait(Decimal(t) - mean)) if Decimal(t) >= mean else 0.0


def invert(transform, t, terms=40, euler=14):
    """Distribution function at t from its Laplace transform (Abate and Whitt 1995, Euler's method)."""
    a = 24.0
    sums, total = [], 0.0
    for k in range(terms + euler + 1):
        s = complex(a / 2, k * math.pi) / t
        value = (transform(s) / s).real
        total += (value / 2 if k == 0 else (-1) ** k * value)
        if k >= terms:
            sums.append(total)
    mixed = sum(math.comb(euler, k) * sums[k] for k in range(euler + 1)) / 2**euler
    return mixed * math.exp(a / 2) / t


def mg1(rate, mean, scv, service):
    """Mean wait (Pollaczek and Khinchine) and the distribution of the response time from its transform."""
    idle = 1 - rate * mean
    wait = rate * mean * mean * (1 + scv) / (2 * idle)
    response = lambda s: idle * s / (s - rate + rate * service(s)) * service(s)
    return wait, (lambda t: invert(response, t)) if service else None


def make_mg1():
    rate, mean = 70.0, 0.01
    wait = rate * mean * mean / (2 * (1 - rate * mean))
    expected = {
        "utilization": (0.7, 1e-9),
        "wait_mean_s": (wait, 1e-6),
        "response_mean_s": (wait + mean, 1e-6),
        **percentiles(md1_cdf("70", "0.01"), 0.5, 5e-3),
    }
    case("fixed service at 70 %", "queue", queue_params(rate, 1, "deterministic", mean, 0.0), expected, "M/D/1: Crommelin")
    for stages, rate, mean in [(2, 30.0, 0.025), (5, 17.0, 0.05)]:
        service = lambda s: (1 + s * mean / stages) ** -stages
        wait, cdf = mg1(rate, mean, 1 / stages, service)
        expected = {
            "utilization": (rate * mean, 1e-9),
            "wait_mean_s": (wait, 1e-6),
            "response_mean_s": (wait + mean, 1e-6),
            **percentiles(cdf, 40 * (wait + mean), 5e-3),
        }
        name = f"service of {stages} stages at {rate * mean:.0%}".replace("%", " %")
        case(name, "queue", queue_params(rate, 1, "erlang", mean, 1 / stages), expected, "M/G/1: Pollaczek-Khinchine")
    for scv, rate, mean in [(2.5, 12.0, 0.05), (9.0, 25.0, 0.02)]:
        likely = (1 + math.sqrt((scv - 1) / (scv + 1))) / 2
        rates = [2 * likely / mean, 2 * (1 - likely) / mean]
        service = lambda s: likely * rates[0] / (rates[0] + s) + (1 - likely) * rates[1] / (rates[1] + s)
        wait, cdf = mg1(rate, mean, scv, service)
        expected = {
            "utilization": (rate * mean, 1e-9),
            "wait_mean_s": (wait, 1e-6),
            "response_mean_s": (wait + mean, 1e-6),
            **percentiles(cdf, 60 * (wait + mean), 5e-3),
        }
        name = f"service of two sorts, variance {scv:g}"
        case(name, "queue", queue_params(rate, 1, "hyperexponential", mean, scv), expected, "M/G/1: Pollaczek-Khinchine")
    rate, mean, scv = 9.0, 0.06, 3.0
    wait, _ = mg1(rate, mean, scv, None)
    expected = {
        "utilization": (rate * mean, 1e-9),
        "wait_mean_s": (wait, 1e-6),
        "response_mean_s": (wait + mean, 1e-6),
    }
    case("log-normal service", "queue", queue_params(rate, 1, "lognormal", mean, scv), expected, "M/G/1: Pollaczek-Khinchine")


def mdc_wait(rate, servers, mean, most=600):
    """Mean wait of M/D/c: the chain of the number in the system from one service time to the next, by iteration."""
    load = rate * mean
    poisson = [math.exp(-load)]
    for k in range(1, most):
        poisson.append(poisson[-1] * load / k)
    arrived = max(k for k, p in enumerate(poisson) if p > 1e-18) + 1
    most = 60 + arrived
    shares = [1.0] + [0.0] * (most - 1)
    for _ in range(4000):
        after = [0.0] * most
        low = sum(shares[: servers + 1])
        for k in range(arrived):
            after[k] += low * poisson[k]
        for n in range(servers + 1, most):
            if shares[n] > 0:
                for k in range(min(arrived, most - n + servers)):
                    after[n - servers + k] += shares[n] * poisson[k]
        total = sum(after)
        after = [share / total for share in after]
        done = max(abs(a - b) for a, b in zip(after, shares)) < 1e-14
        shares = after
        if done:
            break
    waiting = sum(max(n - servers, 0) * share for n, share in enumerate(shares))
    return waiting / rate


def make_many_servers_general():
    rate, servers, mean = 36.0, 3, 0.06
    wait = mdc_wait(rate, servers, mean)
    expected = {
        "utilization": (rate * mean / servers, 1e-9),
        "wait_mean_s": (wait, 0.05),
        "response_mean_s": (wait + mean, 0.02),
    }
    case("fixed service, three servers", "queue", queue_params(rate, servers, "deterministic", mean, 0.0), expected,
         "M/D/c: embedded chain", "two moments are an approximation here, hence the tolerance")


def birth_death(rate, servers, mean, capacity):
    shares = [1.0]
    for n in range(1, capacity + 1):
        shares.append(shares[-1] * rate * mean / min(n, servers))
    total = sum(shares)
    return [share / total for share in shares]


def make_finite():
    for name, rate, servers, mean, capacity in [
        ("room for six", 35.0, 1, 0.025, 6),
        ("room for fifteen, overloaded", 60.0, 1, 0.025, 15),
        ("five servers, room for thirty", 110.0, 5, 0.04, 30),
        ("five servers, room for thirty, overloaded", 200.0, 5, 0.04, 30),
    ]:
        shares = birth_death(rate, servers, mean, capacity)
        loss, accepted = shares[-1], rate * (1 - shares[-1])
        number = sum(n * share for n, share in enumerate(shares))
        expected = {
            "loss_probability": (loss, 1e-6),
            "throughput_per_s": (accepted, 1e-6),
            "utilization": (accepted * mean / servers, 1e-6),
            "response_mean_s": (number / accepted, 1e-6),
            "wait_mean_s": (number / accepted - mean, 1e-6),
        }
        if servers == 1:
            def cdf(t):
                x, total = t / mean, 0.0
                term, tail = math.exp(-x), 0.0
                for n in range(capacity):
                    tail += term
                    term *= x / (n + 1)
                    total += shares[n] / (1 - loss) * (1 - tail)
                return total
            expected |= percentiles(cdf, 100 * capacity * mean, 1e-3)
        case(name, "queue", queue_params(rate, servers, "exponential", mean, 1.0, capacity), expected, "M/M/c/K: birth and death")
    for name, rate, servers, distribution, mean, scv in [
        ("no room to wait, seven servers", 20.0, 7, "exponential", 0.3, 1.0),
        ("no room to wait, three servers, two sorts", 8.0, 3, "hyperexponential", 0.25, 3.0),
    ]:
        loss = birth_death(rate, servers, mean, servers)[-1]
        expected = {"loss_probability": (loss, 1e-6), "throughput_per_s": (rate * (1 - loss), 1e-6)}
        case(name, "queue", queue_params(rate, servers, distribution, mean, scv, servers), expected, "Erlang B, whatever the service")


def make_sharing():
    for name, rate, distribution, mean, scv in [
        ("shared, two sorts", 30.0, "hyperexponential", 0.02, 6.0),
        ("shared, fixed service", 40.0, "deterministic", 0.02, 0.0),
    ]:
        expected = {"utilization": (rate * mean, 1e-9), "response_mean_s": (mean / (1 - rate * mean), 1e-6)}
        case(name, "queue", queue_params(rate, 1, distribution, mean, scv, None, "ps"), expected, "M/G/1 processor sharing: the mean knows only the mean")
    rate, servers, mean = 45.0, 3, 0.05
    expected = {"utilization": (0.75, 1e-9), "response_mean_s": (mmc(rate, servers, mean)[2], 1e-6)}
    case("three servers shared", "queue", queue_params(rate, servers, "exponential", mean, 1.0, None, "ps"), expected,
         "as many in the system as in M/M/c (Little)")


def make_patience():
    for name, rate, servers, mean, patience in [
        ("impatient at 80 %", 16.0, 1, 0.05, 0.1),
        ("impatient, overloaded", 90.0, 6, 0.08, 0.12),
        ("impatient, twice overloaded", 40.0, 1, 0.05, 0.2),
    ]:
        drain, service = servers / mean, 1 / mean
        states = [(rate * mean) ** n / math.factorial(n) for n in range(servers)]
        height, over = rate * states[-1], drain - rate
        waiting = height * (1 - math.exp(-over * patience)) / over if over else height * patience
        beyond = height * math.exp(-over * patience) / drain
        total = sum(states) + waiting + beyond
        left = beyond / total
        steps = 200000
        width = patience / steps
        moment = sum((i + 0.5) * width * math.exp(-over * (i + 0.5) * width) for i in range(steps)) * width * height / total
        served = rate * (1 - left)
        params = {"arrival_rate_per_s": rate, "servers": servers,
                  "service": {"distribution": "exponential", "mean_s": mean, "scv": 1.0}, "timeout_in_queue_s": patience}
        expected = {
            "timeout_probability": (left, 0.02),
            "throughput_per_s": (served, 0.01),
            "wait_mean_served_s": (moment / (1 - left), 0.03),
            "utilization": (served * mean / servers, 0.01),
        }
        case(name, "queue_timeout", params, expected, "M/M/c+D: density of the offered wait (Baccelli and Hebuterne 1981)")


# --- networks ---------------------------------------------------------------------------------------------------------


def hypoexponential(rates):
    """Distribution of a sum of exponential times of different rates."""
    weights = []
    for i, a in enumerate(rates):
        weight = 1.0
        for j, b in enumerate(rates):
            if i != j:
                weight *= b / (b - a)
        weights.append(weight)
    return lambda t: 1 - sum(w * math.exp(-r * t) for w, r in zip(weights, rates))


def make_tandem():
    for name, rate, stations in [
        ("two in a row", 20.0, [(1, 0.03), (1, 0.02)]),
        ("four in a row", 5.0, [(1, 0.1), (1, 0.15), (1, 0.04), (1, 0.12)]),
    ]:
        rates = [1 / mean - rate for _, mean in stations]
        mean = sum(1 / r for r in rates)
        expected = {"response_mean_s": (mean, 1e-6), **percentiles(hypoexponential(rates), 100 * mean, 2e-3)}
        params = {"arrival_rate_per_s": rate, "stations": [{"servers": c, "service_mean_s": m} for c, m in stations]}
        case(name, "tandem", params, expected, "Burke: independent exponential times")
    stations = [(3, 0.1), (1, 0.03), (8, 0.25)]
    rate = 22.0
    mean = sum(mmc(rate, c, m)[2] for c, m in stations)
    params = {"arrival_rate_per_s": rate, "stations": [{"servers": c, "service_mean_s": m} for c, m in stations]}
    case("three tiers in a row", "tandem", params, {"response_mean_s": (mean, 1e-6)}, "Jackson: M/M/c each")


def make_lb_cache_db():
    for name, rate, webs, web, hit, cores, store in [
        ("six webs, a cache, one core", 210.0, 6, 0.02, 0.9, 1, 0.03),
        ("three webs, a small cache, eight cores", 150.0, 3, 0.012, 0.4, 8, 0.06),
    ]:
        missed = rate * (1 - hit)
        front = 1 / web - rate / webs
        wait, _, behind, _ = mmc(missed, cores, store)
        service, drain = 1 / store, cores / store - missed
        at_web = hypoexponential([front])
        through = hypoexponential([front, service]) if cores > 1 else None
        waited = hypoexponential([front, service, drain]) if cores > 1 else hypoexponential([front, drain])

        def cdf(t):
            missing = (1 - wait) * through(t) + wait * waited(t) if cores > 1 else waited(t)
            return hit * at_web(t) + (1 - hit) * missing

        mean = 1 / front + (1 - hit) * behind
        params = {"arrival_rate_per_s": rate, "web_servers": webs, "web_service_mean_s": web, "hit_ratio": hit,
                  "db_servers": cores, "db_service_mean_s": store, "policy": "random"}
        expected = {
            "web_utilization": (rate * web / webs, 1e-9),
            "db_utilization": (missed * store / cores, 1e-9),
            "response_mean_s": (mean, 1e-6),
            **percentiles(cdf, 100 * mean, 2e-3),
        }
        case(name, "lb_cache_db", params, expected, "Jackson network")


def shortest_of_two(rate, service, most=70):
    """Mean response of two queues whose shorter one is joined, by iterating the exact chain (cut at `most` each)."""
    size = most + 1
    shares = [[1.0 / size**2] * size for _ in range(size)]
    for _ in range(4000):
        change = 0.0
        for a in range(size):
            for b in range(a, size):
                # Symmetric: only a <= b is computed.
                into = 0.0
                if a < most:
                    into += service * shares[a + 1][b]
                if b < most:
                    into += service * shares[a][b + 1]
                if a > 0:
                    x, y = a - 1, b
                    into += rate * shares[x][y] * (1.0 if x < y else 0.5)
                if b > 0:
                    x, y = a, b - 1
                    into += rate * shares[x][y] * (1.0 if y < x else 0.5 if x == y else 0.0)
                out = (rate if min(a, b) < most else 0.0) + service * ((a > 0) + (b > 0))
                new = into / out
                change = max(change, abs(new - shares[a][b]))
                shares[a][b] = shares[b][a] = new
        if change < 1e-13:
            break
    total = sum(map(sum, shares))
    number = sum((a + b) * shares[a][b] for a in range(size) for b in range(size)) / total
    return number / rate


def shortest_simulated(rate, servers, mean, requests, seed):
    rng = random.Random(seed)
    free = [deque() for _ in range(servers)]
    now, total, counted = 0.0, 0.0, 0
    for k in range(requests):
        now += rng.expovariate(rate)
        for line in free:
            while line and line[0] <= now:
                line.popleft()
        shortest = min(len(line) for line in free)
        line = rng.choice([line for line in free if len(line) == shortest])
        start = line[-1] if line else now
        line.append(start + rng.expovariate(1 / mean))
        if k > requests // 20:
            total += line[-1] - now
            counted += 1
    return total / counted


def make_balance():
    def params(rate, servers, mean, policy):
        return {"arrival_rate_per_s": rate, "servers": servers, "service_mean_s": mean, "policy": policy}

    rate, servers, mean = 150.0, 5, 0.02
    case("five at random", "balance", params(rate, servers, mean, "random"),
         {"response_mean_s": (1 / (1 / mean - rate / servers), 1e-6)}, "so many M/M/1")
    for servers, rate, mean in [(3, 105.0, 0.02), (8, 600.0, 0.01)]:
        root = 0.5
        for _ in range(10000):
            root = (rate / (rate + (1 - root) / mean)) ** servers
        case(f"{servers} in turn", "balance", params(rate, servers, mean, "round_robin"),
             {"response_mean_s": (mean / (1 - root), 0.05)}, "E_n/M/1", "the solver's wait is an approximation")
    rate, mean = 80.0, 0.02
    case("the emptier of two", "balance", params(rate, 2, mean, "least_connections"),
         {"response_mean_s": (shortest_of_two(rate, 1 / mean), 0.1)}, "join the shortest queue, exact chain")
    rate, servers, mean, requests, seed = 340.0, 4, 0.01, 3_000_000, 7
    case("the emptiest of four", "balance", params(rate, servers, mean, "least_connections"),
         {"response_mean_s": (shortest_simulated(rate, servers, mean, requests, seed), 0.1)},
         "join the shortest queue, event simulation", f"{requests} requests, seed {seed}")


def solve_linear(matrix, right):
    """Gauss-Jordan in rational numbers."""
    size = len(right)
    rows = [[Fraction(x) for x in row] + [Fraction(y)] for row, y in zip(matrix, right)]
    for i in range(size):
        pivot = next(r for r in range(i, size) if rows[r][i] != 0)
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [x / rows[i][i] for x in rows[i]]
        for r in range(size):
            if r != i and rows[r][i] != 0:
                rows[r] = [x - rows[r][i] * y for x, y in zip(rows[r], rows[i])]
    return [row[-1] for row in rows]


def make_jackson():
    for name, external, routing, stations in [
        ("one that asks again", [8.0], [[0.25]], [(1, 0.06)]),
        ("a ring of two", [6.0, 2.0], [[0.0, 0.5], [0.3, 0.0]], [(1, 0.07), (2, 0.2)]),
        ("three with returns", [5.0, 0.0, 1.0], [[0.0, 0.6, 0.2], [0.2, 0.0, 0.5], [0.1, 0.0, 0.0]],
         [(2, 0.15), (1, 0.1), (3, 0.3)]),
    ]:
        size = len(external)
        matrix = [[(1 if i == j else 0) - Fraction(routing[j][i]) for j in range(size)] for i in range(size)]
        rates = [float(rate) for rate in solve_linear(matrix, external)]
        number = sum(rate * mmc(rate, c, m)[2] for rate, (c, m) in zip(rates, stations))
        params = {"external_per_s": external, "routing": routing,
                  "stations": [{"servers": c, "service_mean_s": m} for c, m in stations]}
        expected = {f"arrival_rates_per_s_{i}": (rate, 1e-6) for i, rate in enumerate(rates)}
        expected["response_mean_s"] = (number / sum(external), 1e-6)
        case(name, "jackson", params, expected, "Jackson 1957")


def make_closed():
    for name, users, think, demands in [
        ("five users who think", 5, 4.0, [0.3, 0.8]),
        ("forty users who think", 40, 10.0, [0.1, 0.25, 0.05]),
        ("a hundred and twenty users, saturated", 120, 6.0, [0.04, 0.09, 0.06, 0.02]),
    ]:
        lengths = [0.0] * len(demands)
        for n in range(1, users + 1):
            times = [d * (1 + length) for d, length in zip(demands, lengths)]
            rate = n / (think + sum(times))
            lengths = [rate * time for time in times]
        expected = {"throughput_per_s": (rate, 0.03), "response_mean_s": (sum(times), 0.05)}
        case(name, "closed", {"users": users, "think_time_s": think, "demands_s": demands}, expected,
             "exact mean value analysis (Reiser and Lavenberg 1980)")


# --- calls and caches -------------------------------------------------------------------------------------------------


def make_gather():
    for branches, needed, stages, mean in [(3, 3, 1, 0.02), (20, 20, 1, 0.005), (5, 3, 1, 0.01), (4, 1, 1, 0.03), (6, 6, 4, 0.02)]:
        def one(t):
            x = stages * t / mean
            return 1 - math.exp(-x) * sum(x**k / math.factorial(k) for k in range(stages))

        def cdf(t):
            p = one(t)
            return sum(math.comb(branches, k) * p**k * (1 - p) ** (branches - k) for k in range(needed, branches + 1))

        steps, high = 200000, 60 * mean
        average = sum(1 - cdf((i + 0.5) * high / steps) for i in range(steps)) * high / steps
        if stages == 1:
            average = mean * sum(1 / i for i in range(branches - needed + 1, branches + 1))
        latency = {"distribution": "exponential", "mean_s": mean}
        if stages > 1:
            latency = {"distribution": "erlang", "mean_s": mean, "scv": 1 / stages}
        expected = {"response_mean_s": (average, 1e-3), **percentiles(cdf, high, 2e-3)}
        name = f"{needed} of {branches} at once" + (", in stages" if stages > 1 else "")
        case(name, "gather", {"branches": branches, "needed": needed, "latency": latency}, expected, "order statistics")


def make_retry():
    for name, mean, limit, retries, pause in [
        ("two more attempts", 0.02, 0.03, 2, 0.1),
        ("no further attempt", 0.05, 0.08, 0, 0.0),
        ("five attempts at once", 0.01, 0.005, 5, 0.0),
    ]:
        inside = 1 - math.exp(-limit / mean)
        within = mean - limit * math.exp(-limit / mean) / inside
        attempts = sum((1 - inside) ** k for k in range(retries + 1))
        success = 1 - (1 - inside) ** (retries + 1)
        time = sum((1 - inside) ** k * inside * (k * (limit + pause) + within) for k in range(retries + 1)) / success
        params = {"latency": {"distribution": "exponential", "mean_s": mean}, "timeout_s": limit, "retries": retries,
                  "backoff_s": pause}
        expected = {"success_probability": (success, 1e-4), "attempts_mean": (attempts, 1e-3),
                    "response_mean_served_s": (time, 1e-3)}
        case(name, "retry", params, expected, "exponential, cut at the time limit")


def popularity(objects, exponent):
    weights = [rank**-exponent for rank in range(1, objects + 1)]
    total = math.fsum(weights)
    return [weight / total for weight in weights]


def simulate_cache(objects, exponent, capacity, renews, requests, seed):
    """Hit ratio of LRU (a hit renews) or FIFO after as many requests of warm-up as are counted."""
    rng = random.Random(seed)
    cumulative, total = [], 0.0
    for p in popularity(objects, exponent):
        total += p
        cumulative.append(total)
    kept, hits = OrderedDict(), 0
    drawn = rng.choices(range(objects), cum_weights=cumulative, k=2 * requests)
    for position, thing in enumerate(drawn):
        if thing in kept:
            hits += position >= requests
            if renews:
                kept.move_to_end(thing)
        else:
            if len(kept) >= capacity:
                kept.popitem(last=False)
            kept[thing] = True
    return hits / requests


def make_cache():
    def params(objects, exponent, capacity, eviction, ttl, rate):
        return {"objects": objects, "zipf_exponent": exponent, "capacity_objects": capacity, "eviction": eviction,
                "ttl_s": ttl, "request_rate_per_s": rate}

    requests = 2_000_000
    for name, objects, exponent, capacity, eviction, seed in [
        ("a tenth kept, least recently used", 2000, 0.9, 200, "lru", 11),
        ("a quarter kept, flat demand", 4000, 0.5, 1000, "lru", 12),
        ("a fiftieth kept, steep demand", 20000, 1.2, 400, "lru", 13),
        ("first in, first out", 3000, 0.9, 300, "fifo", 14),
    ]:
        ratio = simulate_cache(objects, exponent, capacity, eviction == "lru", requests, seed)
        case(name, "cache", params(objects, exponent, capacity, eviction, None, 500.0), {"hit_ratio": (ratio, 5e-3)},
             "event simulation", f"{requests} requests after as many of warm-up, seed {seed}")
    shares = popularity(5000, 0.75)
    case("least frequently used", "cache", params(5000, 0.75, 750, "lfu", None, 200.0),
         {"hit_ratio": (math.fsum(shares[:750]), 5e-3)}, "the most popular objects, all of them and always")
    rate, live = 80.0, 25.0
    ratio = math.fsum(p * rate * p * live / (1 + rate * p * live) for p in shares)
    case("what expires", "cache", params(5000, 0.75, None, "lru", live, rate), {"hit_ratio": (ratio, 5e-3)},
         "stored for a fixed time, not renewed: r T / (1 + r T) per object")


# --- failures ---------------------------------------------------------------------------------------------------------

MINUTES = 365 * 24 * 60


def holds(structure, up):
    if isinstance(structure, str):
        return up[structure]
    (kind, parts), = structure.items()
    if kind == "k_of_n":
        return sum(holds(part, up) for part in parts["of"]) >= parts["k"]
    return (all if kind == "series" else any)(holds(part, up) for part in parts)


def make_availability():
    def lives(**components):
        return {name: {"mtbf_h": float(a), "mttr_h": float(b)} for name, (a, b) in components.items()}

    for name, structure, components in [
        ("two in a row fail", {"series": ["web", "store"]}, lives(web=(700, 0.5), store=(3000, 6))),
        ("three side by side", {"parallel": ["a", "b", "c"]}, lives(a=(500, 10), b=(800, 5), c=(1200, 20))),
        ("three of five", {"k_of_n": {"k": 3, "of": ["n1", "n2", "n3", "n4", "n5"]}},
         lives(n1=(400, 4), n2=(400, 4), n3=(600, 4), n4=(600, 4), n5=(900, 4))),
        ("two sites that share a name server",
         {"series": ["names", {"parallel": [{"series": ["west", "w1"]}, {"series": ["east", {"parallel": ["e1", "e2"]}]}]}]},
         lives(names=(20000, 0.2), west=(6000, 8), east=(8000, 8), w1=(900, 3), e1=(900, 3), e2=(900, 3))),
        ("a store that both paths need",
         {"parallel": [{"series": ["a", "store"]}, {"series": ["b", "store"]}, {"series": ["a", "b", "spare"]}]},
         lives(a=(300, 6), b=(350, 6), store=(2500, 12), spare=(1000, 24))),
        ("a quorum across two zones",
         {"k_of_n": {"k": 2, "of": [{"series": ["z1", "r1"]}, {"series": ["z1", "r2"]}, {"series": ["z2", "r3"]}]}},
         lives(z1=(9000, 5), z2=(7000, 5), r1=(1500, 8), r2=(1500, 8), r3=(1500, 8))),
    ]:
        names = list(components)
        down_total, up_total = Fraction(0), Fraction(0)
        for state in range(2 ** len(names)):
            up = {name: bool(state >> i & 1) for i, name in enumerate(names)}
            share = Fraction(1)
            for part in names:
                works, repair = Fraction(components[part]["mtbf_h"]), Fraction(components[part]["mttr_h"])
                share *= (works if up[part] else repair) / (works + repair)
            if holds(structure, up):
                up_total += share
            else:
                down_total += share
        expected = {"availability": (up_total, 1e-12), "unavailability": (down_total, 1e-9),
                    "downtime_min_per_year": (down_total * MINUTES, 1e-9)}
        case(name, "availability", {"structure": structure, "components": components}, expected, "complete enumeration")


def make_failover():
    for name, works, repair, takes_s, coverage, by_hand in [
        ("a quick fail-over", 2000.0, 6.0, 15.0, 0.99, 1.0),
        ("a fail-over that often needs a hand", 500.0, 4.0, 120.0, 0.7, 0.75),
        ("always by hand", 1500.0, 10.0, 60.0, 0.0, 2.0),
    ]:
        fails, mends = Fraction(1) / Fraction(works), Fraction(1) / Fraction(repair)
        covered, quick = Fraction(coverage), Fraction(3600) / Fraction(takes_s)
        slow = Fraction(1) / Fraction(by_hand)
        both, auto, manual, one, none = range(5)
        moves = [(both, auto, fails * covered), (both, manual, fails * (1 - covered)), (both, one, fails),
                 (auto, one, quick), (auto, none, fails), (manual, one, slow), (manual, none, fails),
                 (one, both, mends), (one, none, fails), (none, one, mends)]
        matrix = [[Fraction(0)] * 5 for _ in range(5)]
        for start, end, rate in moves:
            matrix[end][start] += rate
            matrix[start][start] -= rate
        matrix[0] = [Fraction(1)] * 5
        shares = solve_linear(matrix, [1, 0, 0, 0, 0])
        down = shares[auto] + shares[manual] + shares[none]
        params = {"mtbf_h": works, "mttr_h": repair, "failover_s": takes_s, "coverage": coverage, "manual_failover_h": by_hand}
        expected = {"unavailability": (down, 1e-6), "downtime_min_per_year": (down * MINUTES, 1e-6)}
        case(name, "failover", params, expected, "Markov chain, solved in rational numbers")


def make_outage():
    for name, between, takes, length in [("two seconds at 75 %", 0.004, 0.003, 2.0), ("a minute at 50 %", 0.05, 0.025, 60.0),
                                         ("ten seconds at 95 %", 0.02, 0.019, 10.0)]:
        start, served_until, most = 5.0, 0.0, 0
        waiting, recovered = deque(), None
        # Requests come one by one; those that come in the outage wait until its end.
        end = start + length
        for k in range(10_000_000):
            now = k * between
            begin = max(now, served_until)
            if start <= begin < end:
                begin = end
            served_until = begin + takes
            while waiting and waiting[0] <= now:
                waiting.popleft()
            waiting.append(begin)
            most = max(most, sum(1 for _ in waiting) - (0 if begin > now else 1))
            if now > end and begin <= now:
                recovered = now
                break
        params = {"interarrival_s": between, "service_s": takes, "outage_start_s": start, "outage_length_s": length}
        expected = {"backlog_max": (most, 0.02), "recovery_s": (recovered - end, 0.03)}
        case(name, "outage", params, expected, "fixed times, request by request")


def main():
    for make in (make_mmc, make_mg1, make_many_servers_general, make_finite, make_sharing, make_patience, make_tandem,
                 make_lb_cache_db, make_balance, make_jackson, make_closed, make_gather, make_retry, make_cache,
                 make_availability, make_failover, make_outage):
        make()
    path = pathlib.Path(__file__).parents[2] / "static" / "reference-cases.json"
    lines = ",\n".join("  " + json.dumps(entry) for entry in CASES)
    path.write_text('{"format": "scaleground-reference-1", "cases": [\n' + lines + "\n]}\n")
    print(len(CASES), "cases")


if __name__ == "__main__":
    main()
