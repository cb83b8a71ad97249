global using Disclosure.Pages;
global using Disclosure.Reports;
