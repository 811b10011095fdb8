package dev.gatehouse.engine.identity;

import dev.gatehouse.commandline.Command;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.spring.boot.starter.rest.CamundaBpmRestJerseyAutoConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;

/**
 * {@code create-admin NAME}: makes the first admin, on the server, without the server. The password comes from the
 * environment, else is asked for; never from the command line, where others could read it.
 */
public final class CreateAdmin implements Command {
    /** Environment variable with the password. */
    public static final String PASSWORD = "GATEHOUSE_ADMIN_PASSWORD";

    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final int UNUSABLE = 2;

    /** As much of the application as has accounts; no {@code @Configuration}, or the server would find it too. */
    @EnableAutoConfiguration(exclude = CamundaBpmRestJerseyAutoConfiguration.class)
    @ComponentScan(basePackages = {"dev.gatehouse.engine.schema", "dev.gatehouse.engine.identity"})
    static class Accounts {}

    @Override
    public String name() {
        return "create-admin";
    }

    @Override
    public String usage() {
        return "create-admin NAME [--spring...]   password from " + PASSWORD + " or asked for";
    }

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.isEmpty() || arguments.get(0).startsWith("-")) {
            err.println(usage());
            return UNUSABLE;
        }
        String admin = arguments.get(0);
        String password = password(admin);
        if (password == null) {
            err.println("There is no password: set " + PASSWORD + ", or type one.");
            return UNUSABLE;
        }
        return create(admin, password, arguments.subList(1, arguments.size()), out, err);
    }

    int create(String admin, String password, List<String> settings, PrintStream out, PrintStream err) {
        List<String> all = new ArrayList<>(settings);
        all.add("--camunda.bpm.job-execution.enabled=false");
        try (ConfigurableApplicationContext accounts = new SpringApplicationBuilder(Accounts.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .run(all.toArray(new String[0]))) {
            accounts.getBean(FirstAdmin.class).create(admin, password);
            out.println(admin + " is the first admin and can sign in.");
            return DONE;
        } catch (IllegalArgumentException refused) {
            err.println(refused.getMessage());
            return REFUSED;
        }
    }

    private static @Nullable String password(String admin) {
        String fromEnvironment = System.getenv(PASSWORD);
        if (fromEnvironment != null) {
            return fromEnvironment;
        }
        Console console = System.console();
        if (console != null) {
            char[] typed = console.readPassword("Password for %s: ", admin);
            return typed == null ? null : new String(typed);
        }
        try {
            return new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
        } catch (IOException unreadable) {
            return null;
        }
    }
}
