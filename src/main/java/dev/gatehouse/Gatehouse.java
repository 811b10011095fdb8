package dev.gatehouse;

import dev.gatehouse.bundle.verify.VerifyBundle;
import dev.gatehouse.commandline.Commands;
import dev.gatehouse.engine.identity.CreateAdmin;
import dev.gatehouse.ledger.verify.VerifyLedger;
import dev.gatehouse.packet.verify.VerifyPacket;
import java.util.List;
import java.util.OptionalInt;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the server, or runs the command that the first argument names. */
@SpringBootApplication
public class Gatehouse {
    private static final Commands COMMANDS =
            new Commands(new CreateAdmin(), new VerifyLedger(), new VerifyPacket(), new VerifyBundle());

    public static void main(String[] args) {
        OptionalInt exitCode = COMMANDS.run(List.of(args), System.out, System.err);
        if (exitCode.isPresent()) {
            System.exit(exitCode.getAsInt());
        }
        SpringApplication.run(Gatehouse.class, args);
    }
}
