package dev.gatehouse.evaluation;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The figures that Prometheus reads are computed again every so often, not when it asks. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class EvaluationConfiguration {}
