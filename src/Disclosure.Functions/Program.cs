using Disclosure.Functions.Http;
using Disclosure.Functions.Settings;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
if (builder.Environment.IsDevelopment())
{
    DevelopmentDefaults.Apply(builder.Configuration);
}

builder.UseMiddleware<SecurityMiddleware>();
builder.UseMiddleware<ErrorMiddleware>();
builder.Services.AddDisclosure(builder.Configuration, builder.Environment.IsDevelopment());
builder.Build().Run();
