package dev.gatehouse.ledger;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What makes checkpoints while the application runs. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LedgerProperties.class)
class LedgerConfiguration {

    @Bean
    Checkpoints checkpoints(
            JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock, LedgerProperties properties) {
        return new Checkpoints(
                jdbc, new TransactionTemplate(transactions), clock, CheckpointKey.at(properties.keyFile()));
    }

    @Bean
    CheckpointSchedule checkpointSchedule(Checkpoints checkpoints, LedgerProperties properties) {
        return new CheckpointSchedule(
                checkpoints,
                properties.checkpointFile() == null
                        ? null
                        : new CheckpointFile(properties.checkpointFile(), checkpoints));
    }
}
