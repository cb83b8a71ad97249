namespace Embedded.Functions.Hosting.Settings;

/// <summary>Which storage account the app has.</summary>
internal static class StorageSettings
{
    public const string Section = "AzureWebJobsStorage";

    public const string Development = "UseDevelopmentStorage=true";
}
