package dev.gatehouse.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * Runs a Spring test on a new database of the real PostgreSQL, under two roles. A test that is to run on both writes
 * the class for H2 and an empty subclass with this annotation. The context is closed after the class: the server must
 * outlive it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ContextConfiguration(initializers = OnPostgres.NewDatabase.class)
@ActiveProfiles("postgresql")
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_CLASS)
public @interface OnPostgres {

    /** Points the context at a new database. */
    final class NewDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            PostgresDatabase database = PostgresServer.newDatabase();
            TestPropertyValues.of(database.properties()).applyTo(context);
            context.getBeanFactory().registerSingleton("postgresDatabase", database);
        }
    }
}
