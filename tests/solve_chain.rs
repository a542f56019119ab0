//! Users, balancer, web tier and database together: rates, held workers, saturation.

mod solve_support;

use scaleground::model::ComponentId;
use scaleground::model::catalog::{Kind, Parameter};
use scaleground::solve::{Reason, Resource, Solution};
use solve_support::*;

struct Chain {
    drawing: Drawing,
    web: ComponentId,
    database: ComponentId,
}

fn chain(rate: f64) -> Chain {
    let mut drawing = Drawing::new();
    let users = drawing.users(rate, [0.0, 1.0, 0.0]);
    let balancer = drawing.add(Kind::LoadBalancer, &free_balancer());
    let web = drawing.add(Kind::WebServer, &[number(Parameter::Instances, 2.0)]);
    let database = drawing.add(Kind::RelationalDatabase, &[number(Parameter::BufferHitRatio, 1.0)]);
    drawing.near(users, balancer);
    drawing.near(balancer, web);
    drawing.near(web, database);
    Chain { drawing, web, database }
}

fn dump(solution: &Solution) {
    eprintln!(
        "offered {} goodput {} throughput {} converged {} bottleneck {:?}",
        solution.offered_per_s,
        solution.goodput_per_s,
        solution.throughput_per_s,
        solution.converged,
        solution.bottleneck
    );
    for (id, part) in &solution.components {
        for r in &part.resources {
            if r.utilization > 0.01 {
                eprint!(
                    "  {} {:?} u {:.6} w {:.4e} l {:.3e};",
                    id.0, r.resource, r.utilization, r.wait_mean_s, r.refused_share
                );
            }
        }
    }
    eprintln!();
}

#[test]
fn explore() {
    for rate in [100.0, 1500.0, 1900.0, 1990.0, 2000.0, 2100.0, 4000.0, 40000.0] {
        let chain = chain(rate);
        eprintln!("--- {rate}");
        dump(&chain.drawing.solve());
    }
    for rate in [7500.0, 7990.0, 8000.0, 8100.0, 12000.0, 40000.0] {
        let mut chain = chain(rate);
        let id = chain.web;
        let web = std::rc::Rc::make_mut(chain.drawing.document.components.get_mut(&id).unwrap());
        web.settings.extend([number(Parameter::Cores, 64.0)]);
        eprintln!("--- fat web {rate}");
        dump(&chain.drawing.solve());
    }
}
