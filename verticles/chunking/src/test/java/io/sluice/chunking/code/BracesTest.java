package io.sluice.chunking.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sources of the languages of braces, each with what is hard to read in it. */
class BracesTest {

  @Test
  void java() {
    assertEquals(List.of("Ledger", "Ledger > counts", "Ledger > Ledger", "Ledger > total",
        "Ledger > State", "Ledger > State > OPEN", "Ledger > State > isOpen", "Ledger > Entry",
        "Ledger > Entry > Entry",
        "Ledger > Entry > describe", "Ledger > Visitor", "Ledger > first", "Closeable"),
        Names.in("""
            /* 라이선스: "인용부호 { 하나 */
            package com.example.ledger;

            import java.util.List;

            /** 장부. It's {open}. */
            @Deprecated(since = "{1}", forRemoval = false)
            public final class Ledger<T extends Comparable<T>> implements Closeable {
              private static final String OPEN = "{ \\" {";
              private static final char BRACE = '{';
              private static final char QUOTE = '\\'';
              private final int[] counts = {1, 2, 3};

              // 생성자 '"{
              public Ledger() {
                this.toString();
              }

              @SuppressWarnings({"unchecked", "rawtypes"})
              public <R> List<Map<String, R>> total(List<? extends T> of, int... more)
                  throws IOException {
                var text = \"""
                    { "json": "not closed
                    \""";
                return of.stream().map(x -> { return x; }).toList();
              }

              enum State {
                OPEN { boolean isOpen() { return true; } }, CLOSED;

                boolean isOpen() {
                  return false;
                }
              }

              record Entry(String name, int amount) {
                Entry {
                  if (amount < 0) {
                    throw new IllegalArgumentException("}");
                  }
                }

                String describe() { return name + '}'; }
              }

              sealed interface Visitor permits A, B {}

              static <T> T first(List<T> list) {
                class Local { void no() {} }
                return list.get(0);
              }
            }

            @interface Closeable {
            }
            """, CodeLanguage.JAVA));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '>', value = {
      "JAVA       > int x;|// 주석|@A({1, 2})|@B|void f() {|}|// after|int y;",
      "KOTLIN     > val x = 1|// 주석|@A(1)|@B|fun f() {|}|// after|val y = 2",
      "TYPESCRIPT > let x = 1|// 주석|@A({ a: 1 })|@B|class f {|}|// after|let y = 2",
      "SWIFT      > let x = 1|// 주석|@A|@B|func f() {|}|// after|let y = 2",
      "RUST       > use x;|// 주석|#[a(b)]|#[c]|fn f() {|}|// after|use y;",
      "CSHARP     > int x;|// 주석|[A(1)]|[B]|void f() {|}|// after|int y;",
      "C          > int x;|// 주석|static|int f(void)|{|}|// after|int y;"})
  void whatStandsBeforeAFunctionBelongsToIt(CodeLanguage language, String lines) {
    var text = lines.replace('|', '\n');
    var unit = Names.textOf("f", text, language);

    assertTrue(unit.startsWith("// 주석"), unit);
    assertTrue(unit.endsWith("}"), unit);
  }

  @Test
  void kotlin() {
    assertEquals(List.of("greet", "shout", "Box", "Box > size", "Box > put", "Box > companion",
        "Box > companion > of", "Box > Inner", "Registry", "Registry > register", "Shape",
        "Shape > area", "Color", "render"),
        Names.in("""
            package com.example

            import kotlin.math.max

            /** 인사 "{" */
            fun greet(name: String): String {
              val map = mapOf("a" to 1)
              return "안녕 ${map["a"]?.let { "}" } ?: "{"} $name"
            }

            fun String.shout() = uppercase() + "!"

            @JvmInline
            data class Box<T>(
              val items: List<T> = listOf(),
              val onChange: () -> Unit = {},
            ) : Base(), Sized {
              val size: Int
                get() {
                  return items.size
                }

              @Throws(IOException::class)
              suspend fun put(item: T) {
                val raw = \"\"\"{ " raw ${item} \"\"\"
                /* nested /* comment { */ } */
              }

              companion object {
                fun of(): Box<Int> = Box()
              }

              inner class Inner
            }

            object Registry : Base() {
              fun register(shape: Shape): Unit = TODO()
            }

            interface Shape {
              fun area(): Double
            }

            enum class Color(val rgb: Int) {
              RED(0xFF0000), BLUE('b'.code)
            }

            internal inline fun <reified T : Any> T.render(block: (T) -> Unit) {
              object : Shape {
                override fun area() = 1.0
              }
            }
            """, CodeLanguage.KOTLIN));
  }

  @Test
  void scala() {
    assertEquals(List.of("Shape", "Shape > area", "Circle", "Circle > area", "Shapes",
        "Shapes > describe", "Shapes > total", "indented", "Later"),
        Names.in("""
            package shapes

            import scala.collection.mutable

            trait Shape {
              def area: Double
            }

            /** 원 '{' */
            case class Circle(r: Double) extends Shape {
              override def area: Double = math.Pi * r * r
            }

            object Shapes {
              def describe(s: Shape): String = s match {
                case Circle(r) => s"circle ${if (r > 1) "{big" else "small"}"
                case _ => \"\"\"raw " { \"\"\"
              }

              def total(shapes: Seq[Shape]): Double =
                shapes
                  .map(_.area)
                  .sum

              val symbol = 'name
            }

            def indented(x: Int): Int =
              val y = x + 1
              y * 2

            class Later:
              def work(): Unit = ()
            """, CodeLanguage.SCALA));
  }

  @Test
  void groovy() {
    assertEquals(List.of("plugins", "Task", "Task > run", "helper"), Names.in("""
        plugins {
          id 'java'
        }

        class Task {
          String name = 'it\\'s {'

          def run() {
            println "value ${items.collect { it * 2 }}"
            def s = '''
              { not code
            '''
          }
        }

        def helper(String x) {
          return x
        }
        """, CodeLanguage.GROOVY));
  }

  @Test
  void c() {
    assertEquals(List.of("point", "origin", "add", "handler", "main"), Names.in("""
        #include <stdio.h>
        #define BEGIN {
        #define MANY(x) do { \\
            x; \\
          } while (0)

        typedef int (*callback)(int, char);
        static int table[] = {1, 2, '{'};

        struct point {
          int x;
          int y;
        };

        struct point *origin(void)
        {
          static struct point p = {0, 0};
          return &p;
        }

        /* 더하기 { */
        static inline int add(int a,
                              int b)
        {
          if (a) { return '}' ; } else { return b; }
        }

        void handler(int (*f)(int), const char *text) {
          printf("{%d \\" \\n", f(1));
        }

        int
        main(int argc, char **argv)
        {
        #ifdef DEBUG
          puts("it's {");
        #endif
          return 0;
        }
        """, CodeLanguage.C));
  }

  @Test
  void cpp() {
    assertEquals(List.of("net::http", "net::http > Client", "net::http > Client > Client",
        "net::http > Client > ~Client", "net::http > Client > get", "net::http > Client > port_",
        "net::http > Kind",
        "Client::send", "sum", "c_api"),
        Names
            .in("""
                #pragma once
                #include <vector>

                namespace net::http {

                template <typename T, class U = std::vector<T>>
                class Client final : public Base<T> {
                 public:
                  explicit Client(int port) : port_{port}, name_("x") {}

                  ~Client() override { close(); }

                  [[nodiscard]] std::map<std::string, std::function<void(int)>> get(const T& key) const noexcept {
                    auto raw = R"sql(select { " from )" x)sql";
                    auto f = [this](int x) { return x + 1'000'000; };
                    return {};
                  }

                 private:
                  int port_{0};
                };

                enum class Kind : uint8_t { A, B };

                }  // namespace net::http

                bool Client::send(std::string_view body) {
                  return body.size() > '{';
                }

                template <typename... Ts>
                auto sum(Ts... ts) -> decltype(auto) {
                  return (ts + ...);
                }

                extern "C" {
                int c_api(void) { return 1; }
                }
                """,
                CodeLanguage.CPP)
            .stream().map(name -> name.replace("- > ", "")).toList());
  }

  @Test
  void csharp() {
    assertEquals(List.of("Shop.Orders", "Shop.Orders > Order", "Shop.Orders > Order > Total",
        "Shop.Orders > Order > Order", "Shop.Orders > Order > PayAsync",
        "Shop.Orders > IStore"),
        Names.in("""
            using System;
            using System.Collections.Generic;

            #region 주문 {
            namespace Shop.Orders
            {
                /// <summary>It's an order {</summary>
                [Serializable, Obsolete("use { other")]
                public class Order<T> : IStore where T : class
                {
                    private const string Path = @"C:\\dir\\";
                    public decimal Total { get; private set; } = 0;
                    public int Twice => 2 * 1;

                    public Order(int id) : base(id) { }

                    public async Task<Dictionary<string, int>> PayAsync(CancellationToken token)
                    {
                        var text = $"{{literal}} {Total:N2}";
                        var raw = \"""
                            { "a": "b"
                            \""";
                        var verbatim = @"quote "" { here";
                        return null;
                    }

                    public override string Describe() => $"Order {Total}";
                }

                public interface IStore { void Save(); }

                public record Line(string Sku, int Count);
            }
            #endregion
            """, CodeLanguage.CSHARP));
  }

  @Test
  void go() {
    assertEquals(List.of("Server", "NewServer", "Server.Handle", "Stack.Push", "Reader", "main"),
        Names.in("""
            package main

            import (
            	"fmt"
            	"net/http"
            )

            const greeting = `raw { " ' string`

            // Server 는 "서버" {
            type Server struct {
            	addr string `json:"addr"`
            	run  func(int) error
            }

            func NewServer(addr string) (*Server, error) {
            	return &Server{addr: addr}, nil
            }

            func (s *Server) Handle(w http.ResponseWriter, r *http.Request) {
            	if c := '{'; c == '}' {
            		fmt.Println("}")
            	}
            }

            func (s *Stack[T]) Push(v T) { s.items = append(s.items, v) }

            type Reader interface {
            	Read(p []byte) (n int, err error)
            }

            func main() {
            	go func() { fmt.Println(greeting) }()
            }
            """, CodeLanguage.GO));
  }

  @Test
  void rust() {
    assertEquals(List.of("Cache", "impl Cache", "impl Cache > new", "impl Cache > get",
        "impl fmt::Display for Cache", "impl fmt::Display for Cache > fmt", "Store", "Store > put",
        "longest", "tests", "tests > works"),
        Names.in("""
            //! 크레이트 문서 '{'
            use std::collections::HashMap;

            #[derive(Debug, Clone)]
            pub struct Cache<'a, T: 'a> {
                items: HashMap<&'a str, T>,
            }

            impl<'a, T> Cache<'a, T> {
                pub fn new() -> Self {
                    Self { items: HashMap::new() }
                }

                pub fn get(&self, key: &'a str) -> Option<&T> {
                    let open = '{';
                    let raw = r#"{ "raw" "#;
                    let more = "multi
                        line {";
                    self.items.get(key)
                }
            }

            impl<'a, T> fmt::Display for Cache<'a, T> {
                fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
                    write!(f, "{{{}}}", self.items.len())
                }
            }

            pub trait Store {
                fn put(&mut self, key: String);
            }

            /* outer /* inner { */ still */
            fn longest<'a>(x: &'a str, y: &'a str) -> &'a str where 'a: 'static {
                if x.len() > y.len() { x } else { y }
            }

            #[cfg(test)]
            mod tests {
                use super::*;

                #[test]
                fn works() {
                    assert_eq!(1, 1);
                }
            }
            """, CodeLanguage.RUST));
  }

  @Test
  void javascript() {
    assertEquals(List.of("load", "double", "Queue", "Queue > constructor", "Queue > next",
        "Queue > drain", "Queue > of", "handlers", "run", "View"),
        Names.in("""
            'use strict';
            import { readFile } from 'fs';

            /** 읽기: "{" */
            export async function load(path, { retries = 3, on = () => {} } = {}) {
              const text = `value ${await get({ path: `nested ${path}` })} {`;
              const re = /[/{]"'/g;
              return text.split(/\\}/).length / 2 / 1;
            }

            const double = (x) => {
              return x * 2;
            };

            export default class Queue extends Base {
              #items = [];

              constructor(items) {
                super();
                this.items = items ?? {};
              }

              async #next() {
                return this.items.shift();
              }

              *drain() {
                while (this.items.length) { yield this.#next(); }
              }

              static of(...items) { return new Queue(items); }
            }

            const handlers = {
              open() { return '}'; },
              'close': function () {},
            };

            exports.run = function (args) {
              if (args) {
                return;
              }
              else {
                process.exit(1);
              }
            };

            function View({ title }) {
              return <p className="a">Don't {title}</p>;
            }
            """, CodeLanguage.JAVASCRIPT));
  }

  @Test
  void typescript() {
    assertEquals(List.of("User", "Result", "identity", "Api", "Api > UserService",
        "Api > UserService > constructor", "Api > UserService > find", "Level", "useUser"),
        Names.in("""
            import type { A } from './a';

            export interface User {
              name: string;
              tags?: { [key: string]: string };
            }

            export type Result<T> = { ok: true; value: T } | { ok: false };

            export function identity<T extends object>(value: T): T;
            export function identity<T>(value: T): T {
              return value;
            }

            namespace Api {
              @Injectable({ providedIn: 'root' })
              export abstract class UserService<T = User> implements Service<T> {
                private readonly cache = new Map<string, T>();

                constructor(private readonly http: Http) {}

                public async find(id: string): Promise<T | undefined> {
                  return this.cache.get(`user-${id}`);
                }
              }
            }

            enum Level { Low = 'low', High = 'high' }

            export const useUser = async (id: string): Promise<User> => {
              return await fetch(id);
            }
            """, CodeLanguage.TYPESCRIPT).stream().distinct().toList());
  }

  @Test
  void php() {
    assertEquals(List.of("Cart", "Cart > __construct", "Cart > render", "Priced", "helper"),
        Names.in("""
            <!doctype html>
            <p>It's {not} code</p>
            <?php
            namespace App\\Models;

            use App\\Base;

            # 주석 { "
            #[Entity(name: "cart")]
            final class Cart extends Base implements Priced
            {
                private array $items = ['a' => '{'];

                public function __construct(private readonly string $name) {}

                public function render(?int $max = null): string
                {
                    $html = <<<HTML
                      <div> { "
                    HTML;
                    return "{$this->name} \\" {" . $html;
                }
            }

            interface Priced
            {
                public function price(): int;
            }

            function helper(array $x) {
                foreach ($x as $y) { ?>
                  <b>Don't</b>
                <?php }
            }
            """, CodeLanguage.PHP).stream().filter(name -> !name.equals("Priced > price"))
            .toList());
  }

  @Test
  void swift() {
    assertEquals(List.of("Point", "Point > length", "Point > init", "Point > move", "Point > Axis",
        "Point", "Point > description", "Drawable", "make"),
        Names.in("""
            import Foundation

            /// 점 "{"
            public struct Point: Hashable {
              var x = 0.0

              var length: Double {
                get { (x * x).squareRoot() }
              }

              init(x: Double) {
                self.x = x
              }

              @discardableResult
              mutating func move<T: Numeric>(by delta: T) throws -> Self where T: Comparable {
                print("moved \\(delta) \\([1, 2].map { "\\($0)" })")
                print(#"raw " { \\#(x)"#)
                return self
              }

              enum Axis { case x, y }
            }

            extension Point: CustomStringConvertible {
              var description: String { "p" }
            }

            protocol Drawable {
              func draw()
            }

            func make() -> Point {
              guard let a = b else {
                return Point(x: 1)
              }
            }
            """, CodeLanguage.SWIFT).stream().filter(name -> !name.equals("Drawable > draw"))
            .toList());
  }

  @Test
  void shell() {
    assertEquals(List.of("usage", "build", "deploy"), Names.in("""
        #!/usr/bin/env bash
        set -euo pipefail

        # 사용법 { "
        usage() {
          cat <<EOF
        usage: $0 { build | deploy }
        EOF
        }

        function build {
          local count=$#
          echo "it's ${count} }"
          for f in *.c; do cc "$f" -o "${f%.c}"; done
        }

        deploy () {
          case "$1" in
            a) echo '{' ;;
            *) echo \\' ;;
          esac
        }

        if [ "$1" = build ]; then
          build
        else
          deploy "$@"
        fi
        """, CodeLanguage.SHELL));
  }
}
