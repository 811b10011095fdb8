package dev.gatehouse.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.Gatehouse;
import dev.gatehouse.testing.Doors;
import dev.gatehouse.testing.PostgresDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.camunda.bpm.engine.task.Task;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** What every benchmark of the running application needs: the same properties, the empty engine beside, figures on paper. */
final class Measuring {
    static final int THREADS = 4;

    private static final Path FOLDER = Path.of("target", "benchmark");
    private static final Duration ROUND = Duration.ofSeconds(15);

    private Measuring() {}

    /** How often that can be done in a second by four threads at once. */
    static double rate(Callable<Void> run) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        Instant start = Instant.now();
        Instant end = start.plus(ROUND);
        try {
            Callable<Integer> worker = () -> {
                int done = 0;
                for (; Instant.now().isBefore(end); done++) {
                    run.call();
                }
                return done;
            };
            int done = 0;
            for (Future<Integer> finished : threads.invokeAll(
                    Stream.generate(() -> worker).limit(THREADS).toList())) {
                done += finished.get();
            }
            return done * 1000.0 / Duration.between(start, Instant.now()).toMillis();
        } finally {
            threads.shutdownNow();
        }
    }

    /** A node of the product on a database, in this process. */
    static ConfigurableApplicationContext node(PostgresDatabase database, String... more) {
        Stream<String> arguments = Stream.concat(
                Stream.concat(properties(database).stream(), Stream.of(more)), Stream.of("server.port=0"));
        return new SpringApplicationBuilder(Gatehouse.class)
                .run(arguments.map(property -> "--" + property).toArray(String[]::new));
    }

    static Doors doors(ConfigurableApplicationContext node) {
        return new Doors("http://127.0.0.1:" + node.getEnvironment().getProperty("local.server.port"));
    }

    static Task theTask(ProcessEngine engine, String caseId) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(caseId)
                .singleResult();
    }

    /**
     * A model under the same engine settings, rights and kind of transaction as the real one's.
     *
     * @param beans the delegates that set what the model itself reads; every other one does nothing
     * @param assignee of every task
     */
    static ProcessEngine emptyEngine(
            PostgresDatabase database, ProcessEngine real, Path file, Map<String, JavaDelegate> beans, String assignee)
            throws IOException {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(database.url());
        pool.setUsername(database.owner());
        pool.setPassword(database.ownerPassword());
        SpringProcessEngineConfiguration configuration = new SpringProcessEngineConfiguration();
        configuration.setProcessEngineName("empty");
        configuration.setDataSource(pool);
        configuration.setTransactionManager(new DataSourceTransactionManager(pool));
        configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
        configuration.setHistory(ProcessEngineConfiguration.HISTORY_FULL);
        configuration.setHistoryRemovalTimeStrategy(ProcessEngineConfiguration.HISTORY_REMOVAL_TIME_STRATEGY_START);
        configuration.setEnforceHistoryTimeToLive(false);
        configuration.setMetricsEnabled(false);
        configuration.setJobExecutorActivate(false);
        configuration.setAuthorizationEnabled(true);
        configuration.setDefaultUserPermissionNameForTask("TASK_WORK");
        Map<Object, Object> all = new HashMap<>(beans);
        all.put("nothing", (JavaDelegate) execution -> {});
        configuration.setBeans(all);
        ProcessEngine engine = configuration.buildProcessEngine();
        String model = Files.readString(file)
                .replaceAll("\\$\\{(?!(?:" + String.join("|", beans.keySet()) + ")})[a-zA-Z]+}\"", "\\${nothing}\"")
                .replaceAll("<bpmn:userTask ", "<bpmn:userTask camunda:assignee=\"" + assignee + "\" ");
        engine.getRepositoryService()
                .createDeployment()
                .addString("empty.bpmn", model)
                .deploy();
        copyRights(real, engine);
        return engine;
    }

    private static void copyRights(ProcessEngine from, ProcessEngine to) {
        from.getAuthorizationService().createAuthorizationQuery().list().forEach(right -> {
            AuthorizationEntity copy = new AuthorizationEntity(right.getAuthorizationType());
            copy.setUserId(right.getUserId());
            copy.setGroupId(right.getGroupId());
            copy.setResourceType(right.getResourceType());
            copy.setResourceId(right.getResourceId());
            copy.setPermissions(((AuthorizationEntity) right).getPermissions());
            to.getAuthorizationService().saveAuthorization(copy);
        });
    }

    static void analyze(PostgresDatabase database) throws SQLException {
        try (Connection connection = database.asSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute("analyze");
        }
    }

    static List<String> properties(PostgresDatabase database) {
        return Stream.concat(
                        Stream.of(
                                "spring.profiles.active=postgresql,demo",
                                "logging.level.root=WARN",
                                "logging.level.dev.gatehouse.Gatehouse=INFO",
                                "logging.level.org.springframework.boot.web.embedded.tomcat=INFO"),
                        database.properties().stream())
                .toList();
    }

    /** What that share of the figures does not exceed. */
    static double at(List<Double> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    static void report(String figure, String format, Object... values) throws IOException {
        String line = figure + ": " + String.format(Locale.ROOT, format, values);
        System.out.println(line);
        Files.writeString(
                FOLDER.resolve("flow.txt"), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
