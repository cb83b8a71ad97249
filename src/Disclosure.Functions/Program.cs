System.Console.WriteLine("Disclosure");
