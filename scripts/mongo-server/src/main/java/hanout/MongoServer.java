package hanout;

import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * An in-memory MongoDB for tests and development, on 127.0.0.1 only. Argument: the port, 0 for any free one. Prints
 * {"port":12345} when it listens, and ends when its standard input closes, so that it never outlives who started it.
 */
public final class MongoServer {
    /**
     * Each connection belongs to one thread, and an idle change stream holds its own for a moment: with many threads
     * it seldom meets another connection. The backend itself does one command at a time.
     */
    private static final int THREADS = 64;

    public static void main(String[] arguments) throws IOException {
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 0;
        var server = new de.bwaldvogel.mongo.MongoServer(new Backend());
        server.enableOplog();
        try {
            server.bind(new InetSocketAddress("127.0.0.1", port), 1, THREADS);
        } catch (Exception failure) { // netty throws BindException undeclared
            System.err.println("cannot listen on 127.0.0.1:" + port + ": " + failure.getMessage());
            System.exit(1);
        }
        System.out.println("{\"port\":" + server.getLocalAddress().getPort() + "}");
        while (System.in.read() != -1) {
            // Nothing is expected on standard input but its end.
        }
        System.exit(0);
    }
}
